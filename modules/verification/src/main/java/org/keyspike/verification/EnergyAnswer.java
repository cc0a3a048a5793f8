package org.keyspike.verification;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.model.CycleModel;

/**
 * The energy that the work of a machine costs.
 *
 * @param clockHz of the machine
 * @param microwatts in real time: of frames that come every 10 ms (or as fast as it can, if slower)
 * @param byComponent the same, by component
 * @param table which constants
 * @param nanojoulesPerFrame with leakage
 * @param microjoulesPerInference of a clip, or of a frame where every frame is answered
 * @param flatOutMicrowatts of frames that follow at once
 * @param figures three figures to be read side by side
 * @param note what the table is taken beyond on this machine; empty where it is not
 */
public record EnergyAnswer(
    long clockHz,
    double microwatts,
    Map<String, Double> byComponent,
    String table,
    double nanojoulesPerFrame,
    double microjoulesPerInference,
    double flatOutMicrowatts,
    Figures figures,
    Optional<String> note) {
  /** What no figure here has in it, for people. */
  public static final String WITHOUT = "without front end and detector, which run on a host";

  /**
   * What spikes save, told three ways, in nJ of an average frame without leakage; then the last two
   * with leakage, in µW in real time.
   *
   * @param operations accumulations alone: what flatters spikes
   * @param withMemories accumulations, updates and the traffic of all memories of this machine
   * @param dense a quantized network of the same shape on the same machine, with the same encoder
   *     and its spikes
   * @param microwatts of the spiking network
   * @param denseMicrowatts of the dense one
   * @param denseZeros share of the dense network's activations that are 0: assumed, as nobody
   *     trained it
   */
  public record Figures(
      double operations,
      double withMemories,
      double dense,
      double microwatts,
      double denseMicrowatts,
      double denseZeros) {}

  /**
   * The costs of counts.
   *
   * @param counts of the spiking network
   * @param twin of the dense one, by {@link CycleModel#twin} with {@link CycleModel#HALF}
   */
  public static EnergyAnswer of(
      WeightImage image, Architecture machine, EnergyTable table, Counts counts, Counts twin) {
    EnergyModel model = EnergyModel.of(table, machine, image);
    Energy energy = model.realTime(counts, machine.clockHz());
    int frames = image.readout() instanceof ReadoutImage.Keyword keyword ? keyword.frames() : 1;
    Energy dense = model.realTime(twin, machine.clockHz());
    return new EnergyAnswer(
        energy.clockHz(),
        energy.microwatts(),
        energy.byComponent(),
        table.name(),
        energy.nanojoulesPerFrame(),
        energy.nanojoulesPerFrame() * frames * 1e-3,
        model.flatOut(counts, machine.clockHz()).microwatts(),
        new Figures(
            model.operationsNanojoules(counts),
            energy.dynamicNanojoulesPerFrame(),
            dense.dynamicNanojoulesPerFrame(),
            energy.microwatts(),
            dense.microwatts(),
            CycleModel.HALF),
        table.constants().extrapolation(machine.lanes()));
  }

  /** For people. */
  public String text() {
    return note.map(beyond -> "note: " + beyond + System.lineSeparator()).orElse("")
        + String.format(
            Locale.ROOT,
            "nJ per frame: %.3f of accumulations alone, %.3f with all memories, %.3f of a quantized network of this shape,"
                + " %.0f %% of its activations 0 (assumed)%n%.3f nJ per frame with leakage; %.4f µJ per answer; at %d Hz %.4f µW (table %s), %s:%n",
            figures.operations,
            figures.withMemories,
            figures.dense,
            100 * figures.denseZeros,
            nanojoulesPerFrame,
            microjoulesPerInference,
            clockHz,
            microwatts,
            table,
            WITHOUT);
  }
}
