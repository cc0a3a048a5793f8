package org.keyspike.audio;

import java.util.Arrays;

/**
 * Triangular bands, equally spaced in mel = 2595·log₁₀(1 + f/700), each of peak 1 at its centre and
 * 0 from its neighbours' centres on. Only weights above 0 are kept. At 80 bands the lowest are
 * narrower than the 31.25 Hz between two bins and a few contain none: their power is 0.
 */
final class MelBands {
  private static final int BINS = FrontEndSettings.FFT / 2 + 1;

  /**
   * Band c covers the bins from first[c] on, with weights[start[c]] to weights[start[c + 1] − 1].
   */
  private final int[] first;

  private final int[] start;
  private final double[] weights;

  MelBands(int bands) {
    double[] edges = edges(bands);
    first = new int[bands];
    start = new int[bands + 1];
    double[] found = new double[2 * BINS];
    for (int band = 0; band < bands; band++) {
      int count = start[band];
      for (int bin = 0; bin < BINS; bin++) {
        double weight = triangle(edges[band], edges[band + 1], edges[band + 2], hz(bin));
        if (weight > 0) {
          if (count == start[band]) {
            first[band] = bin;
          }
          found[count++] = weight;
        }
      }
      start[band + 1] = count;
    }
    weights = Arrays.copyOf(found, start[bands]);
  }

  /**
   * Frequencies of the bands' edges, Hz, (bands + 2): band c rises from edge c to edge c + 1, its
   * centre, and falls to edge c + 2.
   */
  static double[] edges(int bands) {
    double low = mel(FrontEndSettings.LOW_HZ);
    double high = mel(FrontEndSettings.HIGH_HZ);
    double[] edges = new double[bands + 2];
    for (int i = 0; i < edges.length; i++) {
      double mel = low + (high - low) * i / (bands + 1);
      edges[i] = 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }
    return edges;
  }

  static double triangle(double low, double centre, double high, double hz) {
    return Math.max(0, Math.min((hz - low) / (centre - low), (high - hz) / (high - centre)));
  }

  static double hz(int bin) {
    return (double) bin * FrontEndSettings.SAMPLE_RATE / FrontEndSettings.FFT;
  }

  private static double mel(double hz) {
    return 2595 * StrictMath.log10(1 + hz / 700);
  }

  /** From the power of every bin, (257), the power in every band, (C). */
  void apply(double[] bins, double[] powers) {
    int i = 0;
    for (int band = 0; band < first.length; band++) {
      double sum = 0;
      int end = start[band + 1];
      for (int bin = first[band]; i < end; i++, bin++) {
        sum += weights[i] * bins[bin];
      }
      powers[band] = sum;
    }
  }
}
