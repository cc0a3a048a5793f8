package org.keyspike.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.evaluation.FalseAlarms;
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

  private DetectionCurve() {}

  /**
   * One setting of the detector.
   *
   * @param threshold above which it speaks
   * @param missRate part of the words that it missed, 0 to 1
   * @param falseAlarms how often it spoke without cause
   */
  public record Point(double threshold, double missRate, int falseAlarms) {}

  /**
   * One kind of sound that words were laid into.
   *
   * @param name of it
   * @param hours in which nothing was to be detected, above 0
   * @param points at least one
   */
  public record Sound(String name, double hours, List<Point> points) {
    private double perHour(Point point) {
      return point.falseAlarms / hours;
    }

    /** The threshold with the fewest misses that keeps to a rate, if there is one. */
    private Optional<Double> threshold(double borne) {
      return points.stream()
          .filter(point -> perHour(point) <= borne)
          .min(
              Comparator.comparingDouble(Point::missRate)
                  .thenComparing(Comparator.comparingDouble(Point::threshold)))
          .map(Point::threshold);
    }

    /** The loosest setting that was tried and is at least so strict. */
    private Optional<Point> at(double threshold) {
      return points.stream()
          .filter(point -> point.threshold >= threshold)
          .min(Comparator.comparingDouble(Point::threshold));
    }

    private double[][] line() {
      List<Point> sorted =
          points.stream()
              .sorted(
                  Comparator.comparingInt(Point::falseAlarms)
                      .thenComparing(Comparator.comparingDouble(Point::missRate).reversed()))
              .toList();
      // A logarithmic axis has no 0: none is drawn as half an alarm in all that time.
      double none = 0.5 / hours;
      return new double[][] {
        sorted.stream().mapToDouble(point -> Math.max(none, perHour(point))).toArray(),
        sorted.stream().mapToDouble(Point::missRate).toArray()
      };
    }
  }

  /**
   * The section.
   *
   * @param sounds that are reported, recorded speech first, at least one
   * @param choosing sound that thresholds are chosen in; empty where nobody kept one apart
   */
  public static Section of(List<Sound> sounds, Optional<Sound> choosing) {
    Map<String, double[][]> lines = new LinkedHashMap<>();
    for (Sound sound : sounds) {
      lines.put(NumberText.text("%s (%.2f h)", sound.name, sound.hours), sound.line());
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Figure(
            TradeOffPlot.of(
                    new Labels(
                        "Detection error trade-off",
                        "false alarms an hour (logarithmic)",
                        "miss rate (part of the words)"),
                    lines)
                .draw(ID + "-det"),
            "Down and to the left is better: each line is one kind of sound, each of its points a threshold of"
                + " the detector. No false alarm at all is drawn as half a one in all the hours that were run."
                + " A threshold that is read off here was chosen on the sound that it is reported on."));
    choosing.ifPresent(other -> blocks.add(table(sounds, other)));
    return new Section(ID, TITLE, blocks);
  }

  private static Block.Table table(List<Sound> sounds, Sound choosing) {
    List<List<String>> rows = new ArrayList<>();
    for (double borne : BORNE) {
      String limit = NumberText.text("%.0f", borne);
      Optional<Double> threshold = choosing.threshold(borne);
      if (!FalseAlarms.measurable(borne, choosing.hours) || threshold.isEmpty()) {
        rows.add(
            List.of(
                limit, "", NumberText.text("cannot be told in %.2f h", choosing.hours), "", ""));
        continue;
      }
      for (Sound sound : sounds) {
        sound
            .at(threshold.get())
            .ifPresent(
                point ->
                    rows.add(
                        List.of(
                            limit,
                            sound.name,
                            NumberText.text("%.4f", point.threshold),
                            NumberText.text("%.4f", point.missRate),
                            NumberText.text(
                                "%s (%d in %.2f h)",
                                new FalseAlarms(point.falseAlarms, sound.hours),
                                point.falseAlarms,
                                sound.hours))));
      }
    }
    return new Block.Table(
        NumberText.text(
            "Thresholds with the fewest words missed and so many false alarms an hour at most in %.2f h of other %s,"
                + " and what they give in the sound above, false alarms an hour with their 95 %% Poisson interval."
                + " Whether a rate is kept can be told from three times its inverse in hours on.",
            choosing.hours, choosing.name),
        List.of("chosen for, an hour", "sound", "threshold", "miss rate", "false alarms an hour"),
        rows);
  }
}
