package org.keyspike.evaluation;

import org.keyspike.io.SettingException;

/**
 * The settings by which a stream of answers becomes a detection.
 *
 * @param threshold what the smoothed posterior of a class must reach, above 0, at most 1
 * @param smoothing answers that posteriors are averaged over, at least 1
 * @param refractoryMillis after a detection, nothing is detected for so long, ms, 0 or more
 */
public record DetectorSettings(double threshold, int smoothing, int refractoryMillis) {

  /**
   * @throws SettingException if a value is out of range
   */
  public DetectorSettings {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new SettingException("threshold", threshold, "above 0, at most 1");
    }
    if (smoothing < 1) {
      throw new SettingException("smoothing", smoothing, "1 answer or more");
    }
    if (refractoryMillis < 0) {
      throw new SettingException("refractoryMillis", refractoryMillis, "0 or more");
    }
  }

  /** The same with another threshold. */
  public DetectorSettings at(double other) {
    return new DetectorSettings(other, smoothing, refractoryMillis);
  }
}
