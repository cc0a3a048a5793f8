package org.keyspike.audio;

import java.util.Arrays;

/**
 * The root compression of normalized energies as a table over their logarithm, of which {@link
 * IntegerLogMel} takes a straight line between two entries: entry i is 1024·scale·((2^(i/8 − 16) +
 * δ)^r − δ^r), or 1024·scale·ln(1 + 2^(i/8 − 16)/δ) where r is 0, rounded by ⌊v + ½⌋, at most
 * {@link #LARGEST}. It is the same on every machine.
 */
public final class PcenTable {
  /** Entries: 8 to an octave from 2^−16 to 2^16, and the last. */
  public static final int ENTRIES = 257;

  /** The largest feature, in Q10. */
  public static final int LARGEST = 255 << 6;

  private PcenTable() {}

  /** The table of settings: (257), Q10, 0 to {@value #LARGEST}, ascending. */
  public static int[] of(PcenSettings settings) {
    double bias = settings.bias() / 16.0;
    double root = settings.root() / (double) PcenSettings.WHOLE;
    double unbiased = StrictMath.pow(bias, root);
    int[] table = new int[ENTRIES];
    Arrays.setAll(
        table,
        i -> {
          double energy = StrictMath.pow(2, i / 8.0 - 16);
          double compressed =
              root > 0
                  ? StrictMath.pow(energy + bias, root) - unbiased
                  : StrictMath.log(1 + energy / bias);
          return (int) Math.min(LARGEST, Math.floor(1024 * settings.scale() * compressed + 0.5));
        });
    return table;
  }
}
