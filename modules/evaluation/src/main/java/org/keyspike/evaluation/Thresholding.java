package org.keyspike.evaluation;

import java.util.function.IntToDoubleFunction;

/** Threshold and refractory time: which scores are detections. */
final class Thresholding {
  private final IntToDoubleFunction thresholds;
  private final int refractoryMillis;
  private long ready = Long.MIN_VALUE;

  /**
   * @param thresholds by class; 0 for one that is never detected
   */
  Thresholding(IntToDoubleFunction thresholds, int refractoryMillis) {
    this.thresholds = thresholds;
    this.refractoryMillis = refractoryMillis;
  }

  /**
   * @param millis time of the answer, rising
   */
  boolean accept(long millis, int label, double score) {
    double threshold = thresholds.applyAsDouble(label);
    if (threshold == 0 || score < threshold || millis < ready) {
      return false;
    }
    ready = millis + refractoryMillis;
    return true;
  }

  void reset() {
    ready = Long.MIN_VALUE;
  }
}
