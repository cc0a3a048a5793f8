package org.keyspike.analysis.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.report.Labels;
import org.keyspike.report.LinePlot;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.FittedMachine;

/**
 * Lanes against clock: the same memories, cut for more or fewer lanes. A machine that is cut to the
 * image is cut to it anew each time.
 */
public final class LaneStudy {
  private static final int[] LANES = {16, 32, 64, 128, 256, 512};
  private static final long[] CLOCKS = {
    20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 10_000_000
  };

  private static final String EXTRAPOLATED = "extrapolated: the logic was fitted on other lanes";

  private LaneStudy() {}

  /**
   * One machine at one clock.
   *
   * @param lanes of it
   * @param clockHz of it
   * @param lowestClockHz at which its worst frame is done in time
   * @param cost of an average frame
   * @param area of the circuit
   */
  public record Row(
      int lanes,
      long clockHz,
      long lowestClockHz,
      @JsonUnwrapped Cost cost,
      @JsonUnwrapped Area area) {}

  /** Works it out and plots it. */
  public static StudyTable of(
      Workload workload, Architecture machine, EnergyTable table, AreaMeter meter, Path folder)
      throws IOException {
    boolean compressed =
        workload.image().matrices().stream().anyMatch(matrix -> matrix.word().compressed());
    Packing packing = compressed ? Packing.COMPRESSED : Packing.DENSE;
    boolean fitted = FittedMachine.fits(machine, workload.image());
    List<Row> rows = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    double[] lanes = new double[LANES.length];
    double[] lowest = new double[LANES.length];
    double[] power = new double[LANES.length];
    double[] leakage = new double[LANES.length];
    for (int i = 0; i < LANES.length; i++) {
      WeightImage packed = workload.image().repacked(LANES[i], packing);
      Architecture same = machine.scaledTo(LANES[i]);
      Architecture scaled = fitted ? FittedMachine.like(same, packed) : same;
      Counts counts = workload.with(packed).counts(scaled);
      Area area = meter.of(packed, scaled);
      for (long clock : CLOCKS) {
        Cost cost = Cost.of(counts, scaled.withClock(clock), table);
        rows.add(new Row(LANES[i], clock, counts.lowestRealTimeClockHz(), cost, area));
      }
      long inTime = Math.max(FrontEndSettings.FRAME_RATE, counts.lowestRealTimeClockHz());
      Energy energy = new EnergyModel(table, scaled).realTime(counts, inTime);
      lanes[i] = LANES[i];
      lowest[i] = inTime / 1000.0;
      power[i] = energy.microwatts();
      leakage[i] = energy.idleMicrowatts();
      findings.add(
          String.format(
              Locale.ROOT,
              "%d lanes: %.0f cycles a frame, %d at worst, in time from %d Hz%s",
              LANES[i],
              counts.meanCyclesPerFrame(),
              counts.maxCyclesPerFrame(),
              counts.lowestRealTimeClockHz(),
              table
                  .constants()
                  .extrapolation(LANES[i])
                  .map(note -> "; its power is " + EXTRAPOLATED)
                  .orElse("")));
    }
    Path clocks = folder.resolve("lanes-clock.png");
    LinePlot.write(
        clocks,
        new Labels("The lowest clock at which the worst frame is in time", "lanes", "kHz"),
        lanes,
        Map.of("lowest clock", lowest));
    Path powers = folder.resolve("lanes-power.png");
    Map<String, double[]> lines = new LinkedHashMap<>();
    lines.put("all", power);
    lines.put("leakage", leakage);
    LinePlot.write(
        powers, new Labels("Power in real time, at the lowest clock", "lanes", "µW"), lanes, lines);
    return new StudyTable(
        "lanes", machine.name(), rows, findings, List.of(clocks.toString(), powers.toString()));
  }
}
