package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.keyspike.io.SettingException;

/**
 * Thresholds that differ by class, and the time after a detection in which nothing is detected.
 *
 * @param thresholds (K), what the smoothed posterior of a class must reach, above 0, at most 1; 0
 *     for a class that is never detected
 * @param refractoryMillis after a detection, nothing is detected for so long, ms, 0 or more
 */
public record ClassThresholds(List<Double> thresholds, int refractoryMillis) {

  /**
   * @throws SettingException if a value is out of range
   */
  public ClassThresholds {
    thresholds = List.copyOf(thresholds);
    for (double threshold : thresholds) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new SettingException("thresholds", threshold, "0 to 1");
      }
    }
    if (refractoryMillis < 0) {
      throw new SettingException("refractoryMillis", refractoryMillis, "0 or more");
    }
  }

  /**
   * One threshold for all classes but some.
   *
   * @param classes K
   * @param unreported classes that are never detected
   */
  public static ClassThresholds common(
      DetectorSettings settings, int classes, Set<Integer> unreported) {
    List<Double> all = new ArrayList<>(Collections.nCopies(classes, settings.threshold()));
    unreported.forEach(label -> all.set(label, 0.0));
    return new ClassThresholds(all, settings.refractoryMillis());
  }

  /** The threshold of a class. */
  public double of(int label) {
    return thresholds.get(label);
  }
}
