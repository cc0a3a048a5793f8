package org.keyspike.datasets;

/**
 * Derives independent seeds from one seed and the place where randomness is needed, so that a draw
 * depends on its place only and never on what was drawn before.
 */
public final class Seeds {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** A seed for the place named by numbers; different places or orders give unrelated seeds. */
  public static long derive(long seed, long... place) {
    long mixed = mix(seed + GOLDEN);
    for (long number : place) {
      mixed = mix(mixed * 3 + mix(number + GOLDEN));
    }
    return mixed;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom generators). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
