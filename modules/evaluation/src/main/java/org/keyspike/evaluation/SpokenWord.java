package org.keyspike.evaluation;

import org.keyspike.io.SettingException;

/**
 * A keyword that is said in a stream.
 *
 * @param label class
 * @param startMillis where it begins, ms
 * @param endMillis where it ends, ms
 */
public record SpokenWord(int label, long startMillis, long endMillis) {
  /**
   * @throws SettingException if it ends before it begins
   */
  public SpokenWord {
    if (endMillis < startMillis) {
      throw new SettingException(
          "word", "an end at " + endMillis + " ms", startMillis + " or later");
    }
  }
}
