package org.keyspike.cli.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.report.Labels;
import org.keyspike.report.LinePlot;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.energy.EnergyTable;

/** Lanes against clock: the same memories, cut for more or fewer lanes. */
public final class LaneStudy {
  private static final int[] LANES = {16, 32, 64, 128, 256, 512};
  private static final long[] CLOCKS = {
    20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 10_000_000
  };

  private LaneStudy() {}

  /**
   * One machine at one clock.
   *
   * @param lanes of it
   * @param clockHz of it
   * @param lowestClockHz at which its worst frame is done in time
   * @param cost of an average frame
   */
  public record Row(int lanes, long clockHz, long lowestClockHz, @JsonUnwrapped Cost cost) {}

  /** Works it out and plots it. */
  public static StudyTable of(
      Workload workload, Architecture machine, EnergyTable table, Path folder) throws IOException {
    boolean compressed =
        workload.image().matrices().stream().anyMatch(matrix -> matrix.word().compressed());
    Packing packing = compressed ? Packing.COMPRESSED : Packing.DENSE;
    List<Row> rows = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    Map<String, double[]> power = new LinkedHashMap<>();
    for (long clock : CLOCKS) {
      power.put(clock / 1000 + " kHz", new double[LANES.length]);
    }
    for (int i = 0; i < LANES.length; i++) {
      Architecture scaled = machine.scaledTo(LANES[i]);
      WeightImage packed = workload.image().repacked(LANES[i], packing);
      Counts counts = workload.with(packed).counts(scaled);
      for (long clock : CLOCKS) {
        Architecture clocked = scaled.withClock(clock);
        Row row =
            new Row(
                LANES[i], clock, counts.lowestRealTimeClockHz(), Cost.of(counts, clocked, table));
        rows.add(row);
        power.get(clock / 1000 + " kHz")[i] =
            row.cost.inTime() ? row.cost.microwatts() : Double.NaN;
      }
      findings.add(
          String.format(
              Locale.ROOT,
              "%d lanes: %.0f cycles a frame, %d at worst, in time from %d Hz",
              LANES[i],
              counts.meanCyclesPerFrame(),
              counts.maxCyclesPerFrame(),
              counts.lowestRealTimeClockHz()));
    }
    Path plot = folder.resolve("lanes.png");
    double[] x = new double[LANES.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = LANES[i];
    }
    power.values().removeIf(line -> Arrays.stream(line).allMatch(Double::isNaN));
    if (!power.isEmpty()) {
      LinePlot.write(
          plot, new Labels("Power in real time, where it is in time", "lanes", "µW"), x, power);
    }
    return new StudyTable(
        "lanes",
        machine.name(),
        rows,
        findings,
        power.isEmpty() ? List.of() : List.of(plot.toString()));
  }
}
