package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a network heard in a stream, and what was said.
 *
 * @param candidates one an answer, by time; answers whose best class is never reported are left out
 * @param words by start; the windows in which they may be heard do not overlap
 * @param firstMillis time of the first answer
 * @param lastMillis time of the last answer
 */
public record HeardStream(
    List<Candidate> candidates, List<SpokenWord> words, long firstMillis, long lastMillis) {
  public HeardStream {
    candidates = List.copyOf(candidates);
    words = List.copyOf(words);
  }

  /** The candidates that are detections. */
  List<Candidate> detections(DetectorSettings settings) {
    Trigger trigger = new Trigger(settings);
    List<Candidate> detections = new ArrayList<>();
    for (Candidate candidate : candidates) {
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
