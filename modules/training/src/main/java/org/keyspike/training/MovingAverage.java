package org.keyspike.training;

import org.keyspike.network.Parameters;

/**
 * The exponential moving average of parameters: a ← d·a + (1 − d)·θ after every step, with d at
 * most (1 + t)/(10 + t), so that the first steps are soon forgotten.
 */
final class MovingAverage {
  private MovingAverage() {}

  /**
   * Moves the average in place.
   *
   * @param average of the same names as the parameters, or empty: nothing is averaged
   * @param step t, counted from 1
   */
  static void update(Parameters average, Parameters parameters, double decay, long step) {
    double d = Math.min(decay, (1.0 + step) / (10 + step));
    for (String name : average.names()) {
      float[] a = average.data(name);
      float[] now = parameters.data(name);
      for (int i = 0; i < a.length; i++) {
        a[i] = (float) (d * a[i] + (1 - d) * now[i]);
      }
    }
  }
}
