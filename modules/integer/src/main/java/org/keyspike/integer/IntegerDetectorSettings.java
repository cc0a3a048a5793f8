package org.keyspike.integer;

import org.keyspike.network.SpecException;

/**
 * Settings by which the answers of a keyword network become detections, in integers; they travel in
 * the weight image.
 *
 * @param smoothing n, answers that posteriors are averaged over, 1 to 255
 * @param refractoryFrames R, frames after a detection in which nothing is detected, 0 to 2³¹ − 1
 * @param thresholds θ, (K), Q15: what the smoothed posterior of a class must reach, 1 to 32768; 0
 *     for a class that is never detected
 */
public record IntegerDetectorSettings(
    int smoothing, int refractoryFrames, IntegerVector thresholds) {
  /** One, in Q15. */
  public static final int ONE = 1 << 15;

  /** The most answers that can be averaged over. */
  public static final int MOST_ANSWERS = 255;

  /**
   * @throws SpecException if a value is out of range
   */
  public IntegerDetectorSettings {
    if (smoothing < 1 || smoothing > MOST_ANSWERS) {
      throw new SpecException("detector.smoothing", smoothing, "1 to " + MOST_ANSWERS);
    }
    if (refractoryFrames < 0) {
      throw new SpecException("detector.refractoryFrames", refractoryFrames, "0 or more");
    }
    if (thresholds.size() == 0) {
      throw new SpecException("detector.thresholds", "empty", "one for each class");
    }
    for (int threshold : thresholds.values()) {
      if (threshold < 0 || threshold > ONE) {
        throw new SpecException("detector.thresholds", threshold, "0 to " + ONE);
      }
    }
  }

  /** K. */
  public int classes() {
    return thresholds.size();
  }
}
