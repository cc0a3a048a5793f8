package org.keyspike.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The detections of one class, held against what was said.
 *
 * @param label the class
 * @param words of it that were said
 * @param hits those of them that were detected
 * @param falseAlarms detections of it where no word was said
 */
public record ClassDetections(int label, int words, int hits, int falseAlarms) {

  /**
   * Counts what a detector makes of some streams, class by class.
   *
   * @param toleranceMillis how long after its end a word may be detected, ms
   * @return one for each class, in order
   */
  public static List<ClassDetections> of(
      List<StreamScore> streams, ClassThresholds thresholds, int toleranceMillis) {
    int[] words = new int[thresholds.thresholds().size()];
    int[] hits = new int[words.length];
    int[] alarms = new int[words.length];
    for (StreamScore stream : streams) {
      stream.words().forEach(word -> words[word.label()]++);
      stream.judge(
          stream.detections(thresholds::of, thresholds.refractoryMillis()),
          toleranceMillis,
          (kind, detection, word) -> {
            hits[detection.label()] += kind == StreamScore.Kind.HIT ? 1 : 0;
            alarms[detection.label()] += kind == StreamScore.Kind.FALSE_ALARM ? 1 : 0;
          });
    }
    return IntStream.range(0, words.length)
        .mapToObj(k -> new ClassDetections(k, words[k], hits[k], alarms[k]))
        .toList();
  }

  /** Words that were not detected. */
  public int missed() {
    return words - hits;
  }
}
