package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;

/** The detector of docs/concepts/detector.md from posteriors on, summed anew at every answer. */
final class PlainDetector {
  private final IntegerDetectorSettings settings;
  private final List<int[]> answers = new ArrayList<>();
  private long left;
  long[] sums;
  int m;
  int winner;

  PlainDetector(IntegerDetectorSettings settings) {
    this.settings = settings;
  }

  boolean accept(long frames, int[] posteriors) {
    answers.add(posteriors);
    if (answers.size() > settings.smoothing()) {
      answers.remove(0);
    }
    m = answers.size();
    sums = new long[settings.classes()];
    for (int[] answer : answers) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += answer[k];
      }
    }
    winner = 0;
    for (int k = 0; k < sums.length; k++) {
      if (sums[k] > sums[winner]) {
        winner = k;
      }
    }
    left = Math.max(0, left - frames);
    int threshold = settings.thresholds().get(winner);
    boolean detected = threshold > 0 && sums[winner] >= (long) threshold * m && left == 0;
    if (detected) {
      left = settings.refractoryFrames();
    }
    return detected;
  }

  void gap(long frames) {
    answers.clear();
    left = Math.max(0, left - frames);
  }
}
