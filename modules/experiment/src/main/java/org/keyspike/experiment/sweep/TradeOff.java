package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.report.FrontPlot;
import org.keyspike.report.Labels;

/**
 * Accuracy against bytes of the combinations of a sweep that were tested, and the front of those
 * that nothing smaller is as good as.
 *
 * @param points by the value of the key that varies slowest, in order
 * @param front of all of them
 */
public record TradeOff(Map<String, List<ParetoFront.Point>> points, List<ParetoFront.Point> front) {

  /** Of those combinations that have bytes and were tested. */
  public static TradeOff of(SweepResults results) {
    Map<String, List<ParetoFront.Point>> points = new LinkedHashMap<>();
    List<ParetoFront.Point> all = new ArrayList<>();
    for (SweepResults.Entry entry : results.combinations()) {
      double bytes =
          entry.runs().stream()
              .flatMap(run -> run.test().flatMap(RunScore::bytes).stream())
              .mapToDouble(Long::doubleValue)
              .average()
              .orElse(Double.NaN);
      if (entry.test().isPresent() && !Double.isNaN(bytes)) {
        ParetoFront.Point point =
            new ParetoFront.Point(entry.label(), bytes, entry.test().get().mean());
        points.computeIfAbsent(kind(entry), key -> new ArrayList<>()).add(point);
        all.add(point);
      }
    }
    return new TradeOff(points, ParetoFront.of(all));
  }

  private static String kind(SweepResults.Entry entry) {
    return entry.values().entrySet().stream()
        .findFirst()
        .map(first -> new Combination(Map.of(first.getKey(), first.getValue())).label())
        .orElse("the recipe");
  }

  /** Whether there are two sizes to compare. */
  public boolean comparable() {
    return points.values().stream()
            .flatMap(List::stream)
            .mapToDouble(ParetoFront.Point::cost)
            .distinct()
            .count()
        > 1;
  }

  /** Draws it, if there is something to compare. */
  void draw(Path file) throws IOException {
    if (!comparable()) {
      return;
    }
    FrontPlot.write(
        file,
        new Labels("What accuracy costs in bytes", "bytes", "test accuracy"),
        points,
        "Pareto front",
        front);
  }

  /** The front for people; empty if there is nothing to compare. */
  String text() {
    return !comparable()
        ? ""
        : String.format("%nPareto front of accuracy against bytes: ")
            + String.join("; ", front.stream().map(ParetoFront.Point::name).toList())
            + ".";
  }
}
