package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MelBandsTest {

  /** HTK's mel of 20 Hz is 31.748, of 8 kHz 2840.023; 80 bands leave 81 equal steps between. */
  @Test
  void edges() {
    double[] edges = MelBands.edges(80);
    assertEquals(82, edges.length);
    assertEquals(20, edges[0], 1e-9);
    assertEquals(8_000, edges[81], 1e-9);
    double step = (2840.0230467 - 31.7484144) / 81;
    assertEquals(700 * (Math.pow(10, (31.7484144 + step) / 2595) - 1), edges[1], 1e-4);
    for (int i = 1; i < edges.length; i++) {
      assertTrue(edges[i] > edges[i - 1]);
    }
  }

  @Test
  void peakIsOneAndEdgesAreZero() {
    assertEquals(1, MelBands.triangle(100, 150, 220, 150));
    assertEquals(0, MelBands.triangle(100, 150, 220, 100));
    assertEquals(0, MelBands.triangle(100, 150, 220, 220));
    assertEquals(0, MelBands.triangle(100, 150, 220, 99));
    assertEquals(0.5, MelBands.triangle(100, 150, 220, 125));
    assertEquals(0.5, MelBands.triangle(100, 150, 220, 185));
  }

  /** The stored bands, probed bin by bin, are the triangles. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 40, 80, 256})
  void sparseEqualsDense(int bands) {
    MelBands stored = new MelBands(bands);
    double[] edges = MelBands.edges(bands);
    double[] power = new double[257];
    double[] powers = new double[bands];
    for (int bin = 0; bin < power.length; bin++) {
      power[bin] = 1;
      stored.apply(power, powers);
      double sum = 0;
      for (int c = 0; c < bands; c++) {
        double weight = MelBands.triangle(edges[c], edges[c + 1], edges[c + 2], MelBands.hz(bin));
        assertEquals(weight, powers[c], "band " + c + " bin " + bin);
        sum += weight;
      }
      power[bin] = 0;
      boolean between = MelBands.hz(bin) >= edges[1] && MelBands.hz(bin) <= edges[bands];
      assertEquals(between ? 1 : sum, sum, 1e-9, "neighbours add up to 1 at bin " + bin);
    }
  }
}
