package org.keyspike.analysis.energy;

import java.util.List;
import java.util.Optional;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.pipeline.results.BaselineResults;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.energy.ProductEnergyModel;
import org.keyspike.simulator.energy.ProductWork;
import org.keyspike.training.dscnn.ConvolutionShape;
import org.keyspike.training.dscnn.DsCnnSpec;

/**
 * A DS-CNN of 8-bit integers on a machine of as many lanes as the spiking one, which multiply. It
 * answers once a second of sound; its cycles and its energy do not depend on what is said.
 */
public final class MeasuredDsCnn {
  private MeasuredDsCnn() {}

  /**
   * Its row.
   *
   * @param spec of the network
   * @param results of its 8-bit form on the test part
   * @param machine whose lanes and clock it has; its memories are cut to the network
   */
  public static EnergyRow row(
      DsCnnSpec spec,
      BaselineResults results,
      Architecture machine,
      EnergyTable table,
      EnergyRow.Source source) {
    ProductWork work = DsCnnWork.of(spec, machine.lanes());
    // A clip is what an answer hears.
    double seconds = (double) spec.frames() / FrontEndSettings.FRAME_RATE;
    Energy energy = new ProductEnergyModel(table).of(work, machine.clockHz(), seconds);
    ScoredAccuracy score = results.last().score();
    long macs = spec.layers().stream().mapToLong(ConvolutionShape::macs).sum();
    return new EnergyRow(
        RivalKind.DS_CNN,
        RivalKind.DS_CNN.title(),
        new EnergyRow.TestScore(
            score.accuracy(), score.choosing(), Optional.of(score.interval()), Optional.empty()),
        new EnergyRow.Size(results.bytes(), work.memoryBytes()),
        new EnergyRow.Work(
            results.zeros(), macs / seconds / 1e6, (double) work.cycles() / spec.frames()),
        new EnergyRow.Joules(energy.microwatts(), energy.idleMicrowatts()),
        MeasuredNetwork.label(machine),
        table.name(),
        List.of(source));
  }
}
