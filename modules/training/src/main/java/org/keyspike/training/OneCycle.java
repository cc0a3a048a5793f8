package org.keyspike.training;

/**
 * The one-cycle schedule: half a cosine up from peak/25 over the first 30 % of the steps, half a
 * cosine down to peak/250,000 over the rest. Source: Smith and Topin, "Super-Convergence", 2018,
 * with the shape that PyTorch gave it.
 *
 * @param peak the largest rate
 * @param steps of the whole training
 */
public record OneCycle(double peak, long steps) {
  private static final double RISING = 0.3;
  private static final double START = 1.0 / 25;
  private static final double END = START / 10_000;

  /** The learning rate of a step, counted from 0. */
  public double at(long step) {
    double rising = Math.max(1, RISING * steps - 1);
    if (step <= rising) {
      return cosine(START, 1, step / rising) * peak;
    }
    double falling = Math.max(1, steps - 1 - rising);
    return cosine(1, END, Math.min(1, (step - rising) / falling)) * peak;
  }

  private static double cosine(double from, double to, double part) {
    return to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * part));
  }
}
