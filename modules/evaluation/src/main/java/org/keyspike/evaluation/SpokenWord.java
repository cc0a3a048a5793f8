package org.keyspike.evaluation;

/**
 * A keyword that is said in a stream.
 *
 * @param label class
 * @param startMillis where it begins, ms
 * @param endMillis where it ends, ms
 */
public record SpokenWord(int label, long startMillis, long endMillis) {
  /**
   * @throws IllegalArgumentException if it ends before it begins
   */
  public SpokenWord {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException(
          "word: found an end at " + endMillis + " ms, expected " + startMillis + " or later");
    }
  }
}
