package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The decisions of a network over a stream, and the words that were spoken in it.
 *
 * @param candidates one an answer, by time; answers whose best class is never reported are left out
 * @param words by start; the windows in which they may be detected do not overlap
 * @param firstMillis time of the first answer
 * @param lastMillis time of the last answer
 */
public record StreamScore(
    List<ScoredDecision> candidates, List<SpokenWord> words, long firstMillis, long lastMillis) {
  public StreamScore {
    candidates = List.copyOf(candidates);
    words = List.copyOf(words);
  }

  /** The candidates that are detections. */
  List<ScoredDecision> detections(DetectorSettings settings) {
    Thresholding trigger = new Thresholding(settings);
    List<ScoredDecision> detections = new ArrayList<>();
    for (ScoredDecision candidate : candidates) {
      if (trigger.accept(candidate.millis(), candidate.score())) {
        detections.add(candidate);
      }
    }
    return detections;
  }

  /**
   * How long nothing was to be detected, ms: from first to last answer, without the words' windows.
   */
  long negativeMillis(int toleranceMillis) {
    long negative = Math.max(0, lastMillis - firstMillis);
    for (SpokenWord word : words) {
      long from = Math.max(firstMillis, word.startMillis());
      long to = Math.min(lastMillis, word.endMillis() + toleranceMillis);
      negative -= Math.max(0, to - from);
    }
    return negative;
  }
}
