package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.FrontEndTables;

class SegmentsTest {
  private static final int BINS = 257;

  /** Written out again, they are the weights of every band. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 12, 23, 40, 64, 80, 127, 200, 256})
  void sayTheWeightsOfEveryBand(int bands) {
    List<FrontEndTables.Band> expected = FrontEndTables.of(bands).bands();
    Segments segments = Segments.of(expected);
    int[][] found = new int[bands][BINS];
    int i = 0;
    for (int s = 0; s <= bands; s++) {
      for (int n = 0; n < segments.bins().get(s); n++, i++) {
        int rising = segments.rising().get(i);
        if (s > 0) {
          found[s - 1][segments.first() + i] += 4096 - rising;
        }
        if (s < bands) {
          found[s][segments.first() + i] += rising;
        }
      }
    }
    for (int band = 0; band < bands; band++) {
      int[] weights = new int[BINS];
      int[] own = expected.get(band).weights();
      System.arraycopy(own, 0, weights, expected.get(band).first(), own.length);
      assertArrayEquals(weights, found[band], "band " + band);
    }
  }
}
