package org.keyspike.audio;

import java.util.Arrays;

/**
 * Waveform-similarity overlap-add, piece by piece: the sums of TarsosDSP's {@code
 * WaveformSimilarityBasedOverlapAdd}, in the same order and so with the same bits, in a quarter of
 * the time. There each place is tried by itself, so that every addition waits for the one before,
 * and the root mean square of what went before is computed for each place anew; here eight places
 * are tried at once.
 *
 * <pre>
 *   r_i  = i·(O − i)·m_i, m the O samples that would have followed the piece before
 *   c_p  = Σ_i r_i·x_{p+i} / √(Σ_i r_i²), i = 1 … O − 1, products in float32, sums in float64
 *   best = the first p in [0, S) with the largest (c_p + 0.1)·(1 − ¼·((2p − S)/S)²)
 *   y_i  = (i·x_{best+i} + (O − i)·m_i) / O for i &lt; O, then x_{best+i}
 * </pre>
 *
 * <p>One thread's own.
 */
final class OverlapAdd {
  private static final int LANES = 8;

  private static final double LEAST = 1e-8;

  private final int sequence;
  private final int places;
  private final int overlap;
  private final float[] middle;
  private final float[] sloped;
  private final double[] correlations;
  private final double[] favours;
  private final float[] piece;

  /**
   * @param sequence samples of a piece with both its overlaps
   * @param places where a piece may begin, S, a multiple of 8
   * @param overlap samples that are faded over, O
   */
  OverlapAdd(int sequence, int places, int overlap) {
    if (places % LANES != 0 || sequence < 2 * overlap) {
      throw new IllegalArgumentException(sequence + ", " + places + ", " + overlap);
    }
    this.sequence = sequence;
    this.places = places;
    this.overlap = overlap;
    middle = new float[overlap];
    sloped = new float[overlap];
    correlations = new double[places];
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
    for (int place = 0; place < places; place += LANES) {
      correlate(sloped, overlap, block, place, correlations);
    }
    double most = -10;
    int best = 0;
    for (int place = 0; place < places; place++) {
      double value = (correlations[place] / scale + 0.1) * favours[place];
      if (value > most) {
        most = value;
        best = place;
      }
    }
    return best;
  }

  /** Eight places at once, so that no sum waits for another. */
  private static void correlate(float[] a, int length, float[] b, int at, double[] sums) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 1; i < length; i++) {
      float weight = a[i];
      int from = at + i;
      s0 += weight * b[from];
      s1 += weight * b[from + 1];
      s2 += weight * b[from + 2];
      s3 += weight * b[from + 3];
      s4 += weight * b[from + 4];
      s5 += weight * b[from + 5];
      s6 += weight * b[from + 6];
      s7 += weight * b[from + 7];
    }
    sums[at] = s0;
    sums[at + 1] = s1;
    sums[at + 2] = s2;
    sums[at + 3] = s3;
    sums[at + 4] = s4;
    sums[at + 5] = s5;
    sums[at + 6] = s6;
    sums[at + 7] = s7;
  }
}
