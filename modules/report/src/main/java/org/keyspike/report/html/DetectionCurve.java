package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.keyspike.report.Labels;
import org.keyspike.report.TradeOffPlot;

/** Detection error trade-off in a stream: what is missed against false alarms. */
public final class DetectionCurve {
  /** Of the section. */
  public static final String ID = "detection";

  /** Of the section. */
  public static final String TITLE = "Detection in a stream";

  private static final int ROWS = 12;

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
   * The section.
   *
   * @param where the points come from, a sentence
   * @param hours that were heard, above 0
   * @param unsorted points, at least one
   */
  public static Section of(String where, double hours, List<Point> unsorted) {
    List<Point> points =
        unsorted.stream()
            .sorted(
                Comparator.comparingDouble(Point::falseAlarmsPerHour)
                    .thenComparing(Comparator.comparingDouble(Point::missRate).reversed()))
            .toList();
    // A logarithmic axis has no 0: none is drawn as half an alarm in all that time.
    double none = 0.5 / hours;
    double[][] line = {
      points.stream().mapToDouble(point -> Math.max(none, point.falseAlarmsPerHour)).toArray(),
      points.stream().mapToDouble(Point::missRate).toArray()
    };
    List<List<String>> rows = new ArrayList<>();
    int step = Math.max(1, (points.size() + ROWS - 1) / ROWS);
    for (int i = 0; i < points.size(); i += step) {
      Point point = points.get(i);
      rows.add(
          List.of(
              Texts.text("%.4g", point.threshold),
              Texts.text("%.2f", point.falseAlarmsPerHour),
              Texts.text("%.4f", point.missRate)));
    }
    return new Section(
        ID,
        TITLE,
        List.of(
            new Block.Text(where),
            new Block.Figure(
                TradeOffPlot.of(
                        new Labels(
                            "Detection error trade-off",
                            "false alarms an hour (logarithmic)",
                            "miss rate (part of the words)"),
                        Map.of("all thresholds", line))
                    .draw(ID + "-det"),
                "Down and to the left is better. Choose the threshold for the false alarms that can be borne, and"
                    + " read off how many words are missed. No false alarm at all is drawn as half a one in the "
                    + Texts.text("%.2f h that were heard.", hours)),
            new Block.Table(
                step == 1 ? "All thresholds." : "One threshold in " + step + ".",
                List.of("threshold", "false alarms an hour", "miss rate"),
                rows)));
  }
}
