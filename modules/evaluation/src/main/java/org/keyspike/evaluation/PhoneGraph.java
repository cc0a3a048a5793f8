package org.keyspike.evaluation;

/**
 * The graph of phones: which class of a network stands for which part of which phone after which
 * other.
 *
 * @param phones P
 * @param parts of a phone, in the order of time: 1, or 3 for begin, middle and end
 * @param classes class of part k of phone p after phone l, (P+1, P, parts) row by row; l = P at the
 *     beginning of an utterance
 */
public record PhoneGraph(int phones, int parts, int[] classes) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there is not a class for each
   */
  public PhoneGraph {
    if (classes.length != (phones + 1) * phones * parts) {
      throw new IllegalArgumentException(
          "phone graph: " + classes.length + " classes, expected " + (phones + 1) * phones * parts);
    }
  }
}
