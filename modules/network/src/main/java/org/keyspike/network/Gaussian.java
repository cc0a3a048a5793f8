package org.keyspike.network;

import java.util.SplittableRandom;

/** Standard normal numbers by Box–Muller in StrictMath: the same bits on every machine and JDK. */
public final class Gaussian {
  private Gaussian() {}

  /** The next number. */
  public static double next(SplittableRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
