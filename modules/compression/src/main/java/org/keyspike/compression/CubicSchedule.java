package org.keyspike.compression;

/**
 * The schedule of gradual pruning: after step k of n the part (1 − (1 − k/n)³) of what is to go has
 * gone, much at first, while there is plenty, and little at the end. Source: Zhu and Gupta, "To
 * prune, or not to prune", 2017, section 3.
 */
final class CubicSchedule {
  private CubicSchedule() {}

  /** The part that has gone after step {@code step} (from 1) of {@code steps}. */
  static double part(int step, int steps) {
    double left = 1 - (double) step / steps;
    return step == steps ? 1 : 1 - left * left * left;
  }

  /** How many of {@code from} are left after a step, on the way to {@code to}. */
  static int left(int from, int to, int step, int steps) {
    return from - (int) Math.round((from - to) * part(step, steps));
  }

  /** The updates of a ramp that come before a step's pruning, of so many in all: t(k). */
  static long updates(int step, int steps, long updates) {
    return step * updates / steps;
  }

  /** The epochs of a step when so many are shared out evenly, the first steps getting the rest. */
  static int epochs(int epochs, int step, int steps) {
    return epochs / steps + (step <= epochs % steps ? 1 : 0);
  }
}
