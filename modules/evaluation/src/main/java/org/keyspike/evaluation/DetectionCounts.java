package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Detections held against what was said. A word may be detected from its start until the tolerance
 * after its end:
 *
 * <ul>
 *   <li>the first detection of its class in there is a hit; a word without one is missed;
 *   <li>further detections of its class in there are repeats;
 *   <li>detections of other classes in there are confusions;
 *   <li>detections outside of every word's window are false alarms.
 * </ul>
 *
 * @param spoken the words that were said, each detected or not, with its speaker
 * @param latencies of the hits, ms from the word's end to the detection, rising; below 0 where a
 *     word was detected before it ended
 * @param confusions detections of another word than the one that was said
 * @param repeats detections of a word that had been detected
 * @param falseAlarms detections where no word was said
 * @param negativeMillis how long that was, ms
 */
public record DetectionCounts(
    List<ClipScore> spoken,
    List<Long> latencies,
    int confusions,
    int repeats,
    int falseAlarms,
    long negativeMillis) {
  private static final double MILLIS_PER_HOUR = 3_600_000;

  public DetectionCounts {
    List<Long> sorted = new ArrayList<>(latencies);
    Collections.sort(sorted);
    latencies = List.copyOf(sorted);
    spoken = List.copyOf(spoken);
  }

  /** Counts what a detector makes of some streams, with one threshold for all classes. */
  public static DetectionCounts of(
      List<StreamScore> streams, DetectorSettings settings, int toleranceMillis) {
    return of(streams, label -> settings.threshold(), settings.refractoryMillis(), toleranceMillis);
  }

  /** Counts what a detector makes of some streams, with a threshold for each class. */
  public static DetectionCounts of(
      List<StreamScore> streams, ClassThresholds thresholds, int toleranceMillis) {
    return of(streams, thresholds::of, thresholds.refractoryMillis(), toleranceMillis);
  }

  private static DetectionCounts of(
      List<StreamScore> streams,
      IntToDoubleFunction thresholds,
      int refractoryMillis,
      int toleranceMillis) {
    List<ClipScore> spoken = new ArrayList<>();
    List<Long> latencies = new ArrayList<>();
    Map<StreamScore.Kind, Integer> counts = new EnumMap<>(StreamScore.Kind.class);
    long negative = 0;
    for (StreamScore stream : streams) {
      negative += stream.negativeMillis(toleranceMillis);
      boolean[] hit = new boolean[stream.words().size()];
      stream.judge(
          stream.detections(thresholds, refractoryMillis),
          toleranceMillis,
          (kind, detection, word) -> {
            counts.merge(kind, 1, Integer::sum);
            if (kind == StreamScore.Kind.HIT) {
              hit[word] = true;
              latencies.add(detection.millis() - stream.words().get(word).endMillis());
            }
          });
      for (int i = 0; i < hit.length; i++) {
        spoken.add(new ClipScore(new Accuracy(hit[i] ? 1 : 0, 1), stream.words().get(i).speaker()));
      }
    }
    return new DetectionCounts(
        spoken,
        latencies,
        counts.getOrDefault(StreamScore.Kind.CONFUSION, 0),
        counts.getOrDefault(StreamScore.Kind.REPEAT, 0),
        counts.getOrDefault(StreamScore.Kind.FALSE_ALARM, 0),
        negative);
  }

  /** Words that were said. */
  public int words() {
    return spoken.size();
  }

  /** Words that were detected. */
  public int hits() {
    return latencies.size();
  }

  /** Words that were not detected, of all; not a number where none was said. */
  public double missRate() {
    return (double) (words() - hits()) / words();
  }

  /**
   * Where the miss rate lies, at {@value Interval#CONFIDENCE}: by speaker where they are known.
   *
   * @throws IllegalArgumentException if no word was said
   */
  public Interval missInterval() {
    Interval found = AccuracyInterval.of(spoken);
    return new Interval(1 - found.upper(), 1 - found.lower(), found.by(), found.number());
  }

  /** False alarms over the time in which nothing was to be detected. */
  public FalseAlarms alarms() {
    return new FalseAlarms(falseAlarms, hours());
  }

  /** How long nothing was to be detected. */
  public double hours() {
    return negativeMillis / MILLIS_PER_HOUR;
  }

  /**
   * A quantile of the latencies, ms: the smallest that so large a part of them does not exceed.
   *
   * @param part above 0, at most 1
   * @return null if there was no hit
   */
  public Long latency(double part) {
    if (latencies.isEmpty()) {
      return null;
    }
    return latencies.get((int) Math.ceil(part * latencies.size()) - 1);
  }
}
