package org.keyspike.evaluation;

import java.util.Optional;
import org.keyspike.io.SettingException;

/**
 * A keyword that is said in a stream.
 *
 * @param label class
 * @param startMillis where it begins, ms
 * @param endMillis where it ends, ms
 * @param speaker who says it; empty where nothing says so
 */
public record SpokenWord(int label, long startMillis, long endMillis, Optional<String> speaker) {
  /**
   * @throws SettingException if it ends before it begins
   */
  public SpokenWord {
    if (endMillis < startMillis) {
      throw new SettingException(
          "word", "an end at " + endMillis + " ms", startMillis + " or later");
    }
  }

  /** A word of nobody known. */
  public SpokenWord(int label, long startMillis, long endMillis) {
    this(label, startMillis, endMillis, Optional.empty());
  }
}
