package org.keyspike.hardware;

import java.util.List;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;

/**
 * The detector of images for which nobody chose one: those of format versions 2 and 3, which have
 * no place for it, and those that were just made of a model.
 */
public final class DetectorDefaults {
  /** n, answers. */
  public static final int SMOOTHING = 5;

  /** R: one second. */
  public static final int REFRACTORY_FRAMES = 100;

  /** θ of every class that can be detected: ⌊0.8 · 32768⌋. */
  public static final int THRESHOLD = 26_214;

  private DetectorDefaults() {}

  /**
   * The usual detector. Classes that are no keyword, such as {@code _silence_}, are never detected.
   *
   * @param classes names in the order of the logits
   */
  public static IntegerDetectorSettings of(List<String> classes) {
    int[] thresholds = classes.stream().mapToInt(name -> keyword(name) ? THRESHOLD : 0).toArray();
    return new IntegerDetectorSettings(SMOOTHING, REFRACTORY_FRAMES, new IntegerVector(thresholds));
  }

  /** Whether a class is a keyword: its name is not between underscores. */
  public static boolean keyword(String name) {
    return name.length() < 2 || !name.startsWith("_") || !name.endsWith("_");
  }
}
