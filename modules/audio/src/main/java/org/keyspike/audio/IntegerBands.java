package org.keyspike.audio;

import java.util.Arrays;

/**
 * From the power of every bin to ln(1 + gain·power) of every band in Q10, in integers, as {@link
 * IntegerLogMel} defines it.
 */
final class IntegerBands {
  /** ⌊2¹⁶ ln 2 + ½⌋. */
  private static final long LN2 = 45_426;

  private final int one;
  private final Log2 log2;

  /** Band c covers the bins from first[c] on, with weights[start[c]] to weights[start[c+1] − 1]. */
  private final int[] first;

  private final int[] start;
  private final long[] weights;

  IntegerBands(FrontEndTables tables, int exponent) {
    one = 44 - exponent;
    log2 = new Log2(tables.log2());
    int bands = tables.bands().size();
    first = new int[bands];
    start = new int[bands + 1];
    for (int band = 0; band < bands; band++) {
      first[band] = tables.bands().get(band).first();
      start[band + 1] = start[band] + tables.bands().get(band).weights().length;
    }
    weights =
        tables.bands().stream()
            .flatMapToInt(band -> Arrays.stream(band.weights()))
            .asLongStream()
            .toArray();
  }

  /**
   * @param power of the 257 bins
   * @param fine (C), Q10, 0 to 2¹⁵ − 1
   */
  void apply(long[] power, int[] fine) {
    long offset = (long) one << 16;
    for (int band = 0; band < first.length; band++) {
      long sum = (1L << one) + energy(power, band);
      fine[band] = (int) ((log2.of(sum) - offset) * LN2 + (1 << 21) >> 22);
    }
  }

  /**
   * The sums alone, without a logarithm.
   *
   * @param power of the 257 bins
   * @param energies (C), Σ w·q, 0 to 2⁶² − 1
   */
  void energies(long[] power, long[] energies) {
    for (int band = 0; band < first.length; band++) {
      energies[band] = energy(power, band);
    }
  }

  private long energy(long[] power, int band) {
    long sum = 0;
    int end = start[band + 1];
    for (int i = start[band], bin = first[band]; i < end; i++, bin++) {
      sum += weights[i] * power[bin];
    }
    return sum;
  }
}
