package org.keyspike.evaluation;

/**
 * The outcome of a significance test of two systems that were run on the same seeds or the same
 * clips.
 */
public sealed interface Comparison {

  /** The test's name. */
  String test();

  /** n, how many pairs there were: seeds, speakers, or clips. */
  int pairs();

  /**
   * The test could be done.
   *
   * @param effect how much better the second is: its score minus the first's
   * @param interval where the effect lies, at {@value Interval#CONFIDENCE}
   * @param p probability of an effect at least this far from 0, either way, if there were none
   */
  record Tested(String test, int pairs, double effect, Interval interval, double p)
      implements Comparison {

    /**
     * Checks p.
     *
     * @throws IllegalArgumentException if p is not in [0, 1]
     */
    public Tested {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(test + ": p is " + p + ", expected 0 to 1");
      }
    }
  }

  /**
   * These pairs cannot answer.
   *
   * @param reason why not, for the user
   */
  record Refused(String test, int pairs, String reason) implements Comparison {}
}
