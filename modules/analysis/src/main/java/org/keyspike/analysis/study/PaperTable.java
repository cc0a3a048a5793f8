package org.keyspike.analysis.study;

import java.util.List;
import java.util.Locale;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.model.CycleModel;

/**
 * The figures of "A 71.2-µW Speech Recognition Accelerator with Recurrent Spiking Neural Network"
 * (arXiv 2503.21337) beside those of a network here on the machine {@code paper-71uw}.
 */
public final class PaperTable {
  private static final long REAL_TIME_HZ = 100_000;
  private static final long FLAT_OUT_HZ = 500_000_000;

  private PaperTable() {}

  /**
   * One figure.
   *
   * @param figure what is counted
   * @param paper as published, as text
   * @param ours as text
   * @param how ours was obtained
   */
  public record Row(String figure, String paper, String ours, String how) {}

  /** Works it out. */
  public static StudyTable of(Workload workload, EnergyTable table) {
    Architecture machine = Architecture.preset("paper-71uw").withClock(REAL_TIME_HZ);
    Counts counts = workload.counts(machine);
    EnergyModel model = new EnergyModel(table, machine);
    double dense = denseWork(workload, machine);
    double slots =
        (double)
                (counts.total().count(Event.ACCUMULATIONS)
                    + counts.total().count(Event.GATED_ACCUMULATIONS))
            / counts.frames();
    double work = (double) counts.total().count(Event.ACCUMULATIONS) / counts.frames();
    String spread =
        table.constants().fitted().isEmpty()
            ? "nothing fitted"
            : "two constants fitted to the paper's network";
    List<Row> rows =
        List.of(
            new Row(
                "size, MB",
                "0.1",
                number(ByteBreakdown.of(workload.image()).loaded() * 1e-6),
                "bytes that the machine loads; names and provenance are not"),
            new Row(
                "dense work, MMAC/s",
                "145.7",
                number(dense * 1e-4),
                "all weights before rows were removed, all inputs, every time step"),
            new Row(
                "work of the lanes, MMAC/s",
                "13.86",
                number(slots * 1e-4),
                "counted: weights read for spikes, zeros among them, every time step"),
            new Row(
                "effective work, MMAC/s",
                "13.86",
                number(work * 1e-4),
                "counted: of these, weights that are not 0"),
            new Row(
                "cycles a frame",
                "at most 1000",
                String.format(
                    Locale.ROOT,
                    "%.1f mean, %d worst",
                    counts.meanCyclesPerFrame(),
                    counts.maxCyclesPerFrame()),
                "simulated, on 128 lanes (our choice)"),
            new Row(
                "power in real time at 100 kHz, µW",
                "71.2",
                number(model.realTime(counts, REAL_TIME_HZ).microwatts()),
                "counts times table " + table.name() + "; " + spread),
            new Row(
                "TOPS/W at 500 MHz",
                "28.41",
                number(2e-3 * dense / model.flatOut(counts, FLAT_OUT_HZ).nanojoulesPerFrame()),
                "two operations a dense MAC; " + spread));
    return new StudyTable("paper", machine.name(), rows, List.of(), List.of());
  }

  /** Additions of a frame with nothing pruned, skipped or gated. */
  private static double denseWork(Workload workload, Architecture machine) {
    Architecture plain = machine.without(Mechanism.ROW_REMOVAL).without(Mechanism.ZERO_GATING);
    List<FrameCounts> frames = new CycleModel(workload.image(), plain).dense(2);
    return frames.get(0).count(Event.ACCUMULATIONS);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
