package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

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

  /** What a detection is, held against what was said. */
  enum Kind {
    /** The first detection of a word that was said. */
    HIT,
    /** A detection of another word than the one that was said. */
    CONFUSION,
    /** A detection of a word that had been detected. */
    REPEAT,
    /** A detection where no word was said. */
    FALSE_ALARM
  }

  /** Receives detections with what they are. */
  @FunctionalInterface
  interface Judge {
    /**
     * @param word that is said where the detection is; −1 if there is none
     */
    void accept(Kind kind, ScoredDecision detection, int word);
  }

  /**
   * The candidates that are detections.
   *
   * @param thresholds by class; 0 for one that is never detected
   */
  List<ScoredDecision> detections(IntToDoubleFunction thresholds, int refractoryMillis) {
    Thresholding trigger = new Thresholding(thresholds, refractoryMillis);
    List<ScoredDecision> detections = new ArrayList<>();
    for (ScoredDecision candidate : candidates) {
      if (trigger.accept(candidate.millis(), candidate.label(), candidate.score())) {
        detections.add(candidate);
      }
    }
    return detections;
  }

  /** Holds detections against the words, one after the other. */
  void judge(List<ScoredDecision> detections, int toleranceMillis, Judge judge) {
    boolean[] hit = new boolean[words.size()];
    for (ScoredDecision detection : detections) {
      int at = wordAt(detection.millis(), toleranceMillis);
      Kind kind;
      if (at < 0) {
        kind = Kind.FALSE_ALARM;
      } else if (words.get(at).label() != detection.label()) {
        kind = Kind.CONFUSION;
      } else {
        kind = hit[at] ? Kind.REPEAT : Kind.HIT;
        hit[at] = true;
      }
      judge.accept(kind, detection, at);
    }
  }

  /** The word in whose window a time lies, or −1. */
  private int wordAt(long millis, int toleranceMillis) {
    for (int i = 0; i < words.size(); i++) {
      SpokenWord word = words.get(i);
      if (millis >= word.startMillis() && millis <= word.endMillis() + toleranceMillis) {
        return i;
      }
    }
    return -1;
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
