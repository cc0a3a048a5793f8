package org.keyspike.evaluation;

/** Threshold and refractory time: which scores are detections. */
final class Thresholding {
  private final double threshold;
  private final int refractoryMillis;
  private long ready = Long.MIN_VALUE;

  Thresholding(DetectorSettings settings) {
    threshold = settings.threshold();
    refractoryMillis = settings.refractoryMillis();
  }

  /**
   * @param millis time of the answer, rising
   */
  boolean accept(long millis, double score) {
    if (score < threshold || millis < ready) {
      return false;
    }
    ready = millis + refractoryMillis;
    return true;
  }

  void reset() {
    ready = Long.MIN_VALUE;
  }
}
