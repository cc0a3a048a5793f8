package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.report.Labels;
import org.keyspike.report.TradeOffPlot;

/** Detection error trade-off in streams: what is missed against false alarms. */
public final class DetectionCurve {
  /** Of the section. */
  public static final String ID = "detection";

  /** Of the section. */
  public static final String TITLE = "Detection in a stream";

  /** False alarms an hour that somebody might bear. */
  private static final double[] BORNE = {100, 10, 1};

  /** None in n hours, so with 95 % less than 3/n an hour. */
  private static final double RULE_OF_THREE = 3;

  private DetectionCurve() {}

  /**
   * One setting of the detector.
   *
   * @param threshold above which it speaks
   * @param missRate part of the words that it missed, 0 to 1
   * @param falseAlarmsPerHour how often it spoke without cause
   */
  public record Point(double threshold, double missRate, double falseAlarmsPerHour) {}

  /**
   * One kind of sound that words were laid into.
   *
   * @param name of it
   * @param hours in which nothing was to be detected, above 0
   * @param points at least one
   */
  public record Sound(String name, double hours, List<Point> points) {
    private double[][] line() {
      List<Point> sorted =
          points.stream()
              .sorted(
                  Comparator.comparingDouble(Point::falseAlarmsPerHour)
                      .thenComparing(Comparator.comparingDouble(Point::missRate).reversed()))
              .toList();
      // A logarithmic axis has no 0: none is drawn as half an alarm in all that time.
      double none = 0.5 / hours;
      return new double[][] {
        sorted.stream().mapToDouble(point -> Math.max(none, point.falseAlarmsPerHour)).toArray(),
        sorted.stream().mapToDouble(Point::missRate).toArray()
      };
    }

    private List<String> row(double borne) {
      String limit = NumberText.text("%.0f", borne);
      if (hours * borne < RULE_OF_THREE) {
        String cannot = NumberText.text("cannot be told in %.2f h", hours);
        return List.of(name, limit, cannot, "");
      }
      Optional<Point> best =
          points.stream()
              .filter(point -> point.falseAlarmsPerHour <= borne)
              .min(Comparator.comparingDouble(Point::missRate));
      return List.of(
          name,
          limit,
          best.map(point -> NumberText.text("%.4f", point.threshold)).orElse("none"),
          best.map(point -> NumberText.text("%.4f", point.missRate)).orElse(""));
    }
  }

  /**
   * The section.
   *
   * @param sounds at least one
   */
  public static Section of(List<Sound> sounds) {
    Map<String, double[][]> lines = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (Sound sound : sounds) {
      lines.put(NumberText.text("%s (%.2f h)", sound.name, sound.hours), sound.line());
      for (double borne : BORNE) {
        rows.add(sound.row(borne));
      }
    }
    return new Section(
        ID,
        TITLE,
        List.of(
            new Block.Figure(
                TradeOffPlot.of(
                        new Labels(
                            "Detection error trade-off",
                            "false alarms an hour (logarithmic)",
                            "miss rate (part of the words)"),
                        lines)
                    .draw(ID + "-det"),
                "Down and to the left is better: each line is one kind of sound, each of its points a threshold of"
                    + " the detector. No false alarm at all is drawn as half a one in all the hours that were run."),
            new Block.Table(
                "The fewest words missed with so many false alarms at most. Whether a rate is kept can be told"
                    + " from three times its inverse in hours on.",
                List.of("sound", "false alarms an hour, at most", "threshold", "miss rate"),
                rows)));
  }
}
