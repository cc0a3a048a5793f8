package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Detection error trade-off: what is missed against false alarms an hour, from the strictest
 * threshold to the loosest.
 *
 * <p>Source: A. Martin and others, "The DET curve in assessment of detection task performance",
 * Eurospeech 1997.
 *
 * @param points by falling threshold
 */
public record DetCurve(List<Point> points) {
  /** Neighbouring thresholds differ by at least one part in so many of the candidates' ranks. */
  private static final int RANKS = 25;

  public DetCurve {
    points = List.copyOf(points);
  }

  /**
   * One threshold.
   *
   * @param threshold of the detector
   * @param counts what it gives
   */
  public record Point(double threshold, DetectionCounts counts) {}

  /**
   * Tries thresholds that are scores of candidates. The highest 26 are all tried; of the others,
   * each with about 1/25 more candidates above it than the one before: false alarms an hour are
   * resolved evenly on a logarithmic axis. A threshold of 1 stands first.
   *
   * @param streams detections and spoken words
   * @param settings smoothing that the candidates have, and refractory time; its threshold is not
   *     used
   * @param toleranceMillis how long after its end a word may be detected, ms
   */
  public static DetCurve of(
      List<StreamScore> streams, DetectorSettings settings, int toleranceMillis) {
    List<Point> points = new ArrayList<>();
    for (double threshold : thresholds(streams)) {
      points.add(
          new Point(
              threshold, DetectionCounts.of(streams, settings.at(threshold), toleranceMillis)));
    }
    return new DetCurve(points);
  }

  private static Iterable<Double> thresholds(List<StreamScore> streams) {
    List<Double> scores = new ArrayList<>();
    for (StreamScore stream : streams) {
      stream.candidates().forEach(candidate -> scores.add(candidate.score()));
    }
    scores.sort(Collections.reverseOrder());
    TreeSet<Double> thresholds = new TreeSet<>(Collections.reverseOrder());
    thresholds.add(1.0);
    for (int rank = 0; rank < scores.size(); rank += 1 + rank / RANKS) {
      if (scores.get(rank) > 0) {
        thresholds.add(Math.min(1.0, scores.get(rank)));
      }
    }
    return thresholds;
  }

  /**
   * The lowest threshold down to which there are never more false alarms an hour than allowed.
   *
   * @return nothing where the streams are too short to measure such a rate ({@link
   *     FalseAlarms#measurable}), or where even the highest threshold gives more
   */
  public Optional<Point> operatingPoint(double perHour) {
    Point best = null;
    for (Point point : points) {
      DetectionCounts counts = point.counts;
      if (!FalseAlarms.measurable(perHour, counts.hours()) || counts.alarms().perHour() > perHour) {
        break;
      }
      best = point;
    }
    return Optional.ofNullable(best);
  }
}
