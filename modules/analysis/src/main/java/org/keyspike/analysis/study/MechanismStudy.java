package org.keyspike.analysis.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.report.BarPlot;
import org.keyspike.report.Labels;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.Machine;

/**
 * Each mechanism of a machine left out in turn, against all that it has. A machine that is cut to
 * the image is cut to it anew each time.
 */
public final class MechanismStudy {
  private MechanismStudy() {}

  /**
   * One machine.
   *
   * @param without the mechanism that it lacks; "nothing" in the first row
   * @param cost of an average frame
   * @param area of the circuit
   * @param cyclesRatio in proportion to those of the first row
   * @param accessesRatio likewise
   * @param energyRatio likewise, without leakage
   * @param fit why the network no longer fits; empty if it does
   */
  public record Row(
      String without,
      @JsonUnwrapped Cost cost,
      @JsonUnwrapped Area area,
      double cyclesRatio,
      double accessesRatio,
      double energyRatio,
      Optional<String> fit) {}

  /** Works it out and plots it. */
  public static StudyTable of(
      Workload workload, Architecture machine, EnergyTable table, AreaMeter meter, Path folder)
      throws IOException {
    Cost all = Cost.of(workload.counts(machine), machine, table);
    List<Row> rows = new ArrayList<>();
    Area area = meter.of(workload.image(), machine);
    rows.add(new Row("nothing", all, area, 1, 1, 1, fit(workload, machine)));
    boolean fitted = FittedMachine.fits(machine, workload.image());
    for (Mechanism mechanism : machine.mechanisms()) {
      Architecture less = machine.without(mechanism);
      Architecture without = fitted ? FittedMachine.like(less, workload.image()) : less;
      Cost cost = Cost.of(workload.counts(without), without, table);
      rows.add(
          new Row(
              mechanism.key(),
              cost,
              meter.of(workload.image(), without),
              cost.meanCycles() / all.meanCycles(),
              cost.accesses() / all.accesses(),
              cost.dynamicNanojoules() / all.dynamicNanojoules(),
              fit(workload, without)));
    }
    Map<String, double[]> bars = new LinkedHashMap<>();
    bars.put("cycles", rows.stream().mapToDouble(Row::cyclesRatio).toArray());
    bars.put("accesses", rows.stream().mapToDouble(Row::accessesRatio).toArray());
    bars.put("energy without leakage", rows.stream().mapToDouble(Row::energyRatio).toArray());
    Path plot = folder.resolve("mechanisms.png");
    BarPlot.write(
        plot,
        new Labels(
            "Each mechanism left out, on " + machine.name(),
            "without",
            "against all (1 = as much)"),
        rows.stream().map(Row::without).toList(),
        bars);
    return new StudyTable(
        "mechanisms",
        machine.name(),
        rows,
        rows.stream().skip(1).map(row -> finding(row, rows.get(0))).toList(),
        List.of(plot.toString()));
  }

  private static String finding(Row row, Row whole) {
    return String.format(
        Locale.ROOT,
        "without %s: %.2f times the cycles, %.2f times the accesses, %.2f times the energy%s%s",
        row.without,
        row.cyclesRatio,
        row.accessesRatio,
        row.energyRatio,
        gates(row.area, whole.area),
        row.fit.map(why -> "; does not fit (" + why + ")").orElse(""));
  }

  private static String gates(Area area, Area whole) {
    if (area.gates().isEmpty() || whole.gates().isEmpty()) {
      return "";
    }
    double ratio = (double) area.gates().get() / whole.gates().get();
    return String.format(Locale.ROOT, ", %.2f times the gates", ratio);
  }

  private static Optional<String> fit(Workload workload, Architecture machine) {
    try {
      new Machine(workload.image(), machine);
      return Optional.empty();
    } catch (FitException e) {
      return Optional.of(e.getMessage());
    }
  }
}
