package org.keyspike.audio;

import java.util.Arrays;

/**
 * Waveform-similarity overlap-add, piece by piece: the sums of TarsosDSP's {@code
 * WaveformSimilarityBasedOverlapAdd}, in the same order and so with the same bits, in a fraction of
 * the time. There each place is tried by itself, so that every addition waits for the one before,
 * and the root mean square of what went before is computed for each place anew. Here all places are
 * tried side by side in float32 first; those alone that may be the best, which is one as a rule,
 * are tried again with the library's sums.
 *
 * <pre>
 *   r_i  = i·(O − i)·m_i, m the O samples that would have followed the piece before
 *   c_p  = Σ_i r_i·x_{p+i} / √(Σ_i r_i²), i = 1 … O − 1, products in float32, sums in float64
 *   best = the first p in [0, S) with the largest (c_p + 0.1)·(1 − ¼·((2p − S)/S)²)
 *   y_i  = (i·x_{best+i} + (O − i)·m_i) / O for i &lt; O, then x_{best+i}
 * </pre>
 *
 * <p>With sums c' in float32 of products in float32, and u = 2⁻²⁴,
 *
 * <pre>
 *   |c'_p − c_p| / √(Σ_i r_i²) ≤ (O + 3)·u·Σ_i |r_i·x_{p+i}| / √(Σ_i r_i²) ≤ (O + 3)·u·√(Σ_j x_j²)
 * </pre>
 *
 * <p>(to first order in u; O + 8 are taken), so a place whose rough value is more than twice that
 * below the largest is not the best.
 *
 * <p>One thread's own.
 */
final class OverlapAdd {
  private static final int LANES = 8;

  private static final double LEAST = 1e-8;

  /** What a float32 is rounded by, relative to it. */
  private static final double ROUNDING = 0x1p-24;

  /** More than what float64 rounds of a value, and what is lost below the smallest float32. */
  private static final double FINE = 1e-12;

  /** Shifted copies of a block: HotSpot vectorises a loop whose arrays all have one index. */
  private static final int SHIFTS = 4;

  private final int sequence;
  private final int places;
  private final int overlap;
  private final float[] middle;
  private final float[] sloped;
  private final float[] rough;
  private final double[] values;
  private final float[][] shifted;
  private final double[] favours;
  private final float[] piece;

  /**
   * @param sequence samples of a piece with both its overlaps, an even number
   * @param places where a piece may begin, S, a multiple of 8
   * @param overlap samples that are faded over, O, a multiple of 4
   */
  OverlapAdd(int sequence, int places, int overlap) {
    if (places % LANES != 0
        || overlap % SHIFTS != 0
        || sequence % 2 != 0
        || sequence < 2 * overlap) {
      throw new IllegalArgumentException(sequence + ", " + places + ", " + overlap);
    }
    this.sequence = sequence;
    this.places = places;
    this.overlap = overlap;
    middle = new float[overlap];
    sloped = new float[overlap];
    rough = new float[overlap + places];
    values = new double[places];
    shifted = new float[SHIFTS][overlap + places];
    favours = new double[places];
    for (int place = 0; place < places; place++) {
      double off = (double) (2 * place - places) / places;
      favours[place] = 1.0 - 0.25 * off * off;
    }
    piece = new float[sequence - overlap];
  }

  /** Samples that a piece is made from. */
  int blockLength() {
    return sequence + places;
  }

  /** Takes silence for what went before. */
  void forget() {
    Arrays.fill(middle, 0);
  }

  /**
   * The next piece.
   *
   * @param block ({@link #blockLength}) the samples that it is looked for in
   * @return (sequence − overlap), valid until the next call
   */
  float[] next(float[] block) {
    int best = bestPlace(block);
    for (int i = 0; i < overlap; i++) {
      piece[i] = (block[best + i] * i + middle[i] * (overlap - i)) / overlap;
    }
    System.arraycopy(block, best + overlap, piece, overlap, sequence - 2 * overlap);
    System.arraycopy(block, best + sequence - overlap, middle, 0, overlap);
    return piece;
  }

  private int bestPlace(float[] block) {
    double norm = 0;
    for (int i = 0; i < overlap; i++) {
      sloped[i] = middle[i] * (i * (overlap - i));
    }
    for (int i = 1; i < overlap; i++) {
      norm += sloped[i] * sloped[i];
    }
    // Power of a half, not a root: another number where a platform's differs.
    double scale = Math.pow(norm < LEAST ? 1.0 : norm, 0.5);
    int first = correlateRoughly(block);
    double most = -10;
    for (int place = 0; place < places; place++) {
      values[place] = (rough[first + place] / scale + 0.1) * favours[place];
      most = Math.max(most, values[place]);
    }
    double least = most - 2 * error(block);
    most = -10;
    int best = 0;
    for (int place = 0; place < places; place++) {
      // Not "less than": a value that is no number has to be looked at.
      if (!(values[place] < least)) {
        double value = (correlation(block, place) / scale + 0.1) * favours[place];
        if (value > most) {
          most = value;
          best = place;
        }
      }
    }
    return best;
  }

  /** How far a rough value can be from the value, at most. */
  private double error(float[] block) {
    double even = 0;
    double odd = 0;
    // Two sums, as each addition waits for the one before. The block has an even length.
    for (int i = 0; i < block.length; i += 2) {
      even += block[i] * block[i];
      odd += block[i + 1] * block[i + 1];
    }
    double norm = Math.sqrt(even + odd);
    return (overlap + 8) * ROUNDING * norm + FINE * (1 + norm);
  }

  /**
   * The rough sums of all places.
   *
   * @return index of that of the first place
   */
  private int correlateRoughly(float[] block) {
    for (int shift = 0; shift < SHIFTS; shift++) {
      System.arraycopy(block, shift, shifted[shift], 0, overlap + places - shift);
    }
    Arrays.fill(rough, 0, places, 0);
    // The first of the sloped samples is 0. The sums move on with the samples they are of.
    int at = 0;
    add(rough, sloped, shifted[0], shifted[1], shifted[2], shifted[3], at, places);
    while (at < overlap - SHIFTS) {
      System.arraycopy(rough, at, rough, at + SHIFTS, places);
      at += SHIFTS;
      add(rough, sloped, shifted[0], shifted[1], shifted[2], shifted[3], at, places);
    }
    return at;
  }

  /** Adds to the sums from an index on what four samples after each other give. */
  private static void add(
      float[] sums,
      float[] weights,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      int at,
      int places) {
    float w0 = weights[at];
    float w1 = weights[at + 1];
    float w2 = weights[at + 2];
    float w3 = weights[at + 3];
    int end = at + places;
    for (int i = at; i < end; i++) {
      sums[i] += w0 * b0[i] + w1 * b1[i] + (w2 * b2[i] + w3 * b3[i]);
    }
  }

  /** The library's sum for one place. */
  private double correlation(float[] block, int place) {
    double sum = 0;
    for (int i = 1; i < overlap; i++) {
      sum += sloped[i] * block[place + i];
    }
    return sum;
  }
}
