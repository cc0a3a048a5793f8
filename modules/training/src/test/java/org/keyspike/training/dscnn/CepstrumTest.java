package org.keyspike.training.dscnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.LabelledFeatures;

/** Coefficients of three bands, whose cosines have closed forms. */
class CepstrumTest {
  private static final DsCnnSpec SPEC = new DsCnnSettings(3, 1, 0, 0, 0).spec(3, 4, 2);
  private static final double FIRST = Math.sqrt(2.0 / 3);
  private static final float OTHER = 1000;

  private record Given(List<float[]> clips) implements LabelledFeatures {
    @Override
    public int size() {
      return clips.size();
    }

    @Override
    public int bands() {
      return 3;
    }

    @Override
    public boolean frameWise() {
      return false;
    }

    @Override
    public int frames(int clip) {
      return clips.get(clip).length / 3;
    }

    @Override
    public int maxFrames() {
      return 4;
    }

    @Override
    public void read(int clip, float[] destination, int offset) {
      System.arraycopy(clips.get(clip), 0, destination, offset, clips.get(clip).length);
    }

    @Override
    public int[] labels(int clip) {
      return new int[1];
    }

    @Override
    public String name(int clip) {
      return "given/" + clip;
    }
  }

  /** √(2/3) cos(πk(2i+1)/6): all 1; √3/2, 0 and −√3/2; 1/2, −1 and 1/2. */
  private static double[][] transform() {
    double half = FIRST * Math.sqrt(3) / 2;
    return new double[][] {{FIRST, FIRST, FIRST}, {half, 0, -half}, {FIRST / 2, -FIRST, FIRST / 2}};
  }

  private static void check(Cepstrum found, double[] mean, double[] deviation) {
    for (int k = 0; k < 3; k++) {
      assertArrayEquals(transform()[k], found.transform()[k], 1e-12);
    }
    assertArrayEquals(mean, found.mean(), 1e-9);
    assertArrayEquals(deviation, found.deviation(), 1e-9);
    float[] weight = new float[9];
    float[] bias = new float[3];
    found.put(weight, bias);
    for (int k = 0; k < 3; k++) {
      assertEquals(-mean[k] / deviation[k], bias[k], 1e-6);
      for (int i = 0; i < 3; i++) {
        assertEquals(transform()[k][i] / deviation[k], weight[3 * k + i], 1e-6);
      }
    }
  }

  /**
   * Frames 1 and 3 are read: (1, 2, 3) of one clip, (4, 0, 2) and (1, 1, 1) of another. In units of
   * √(2/3) the first coefficient is 6, 6 and 3 and the third 0, 3 and 0; the second is −√2, √2, 0.
   */
  @Test
  void coefficientsHaveMeanZeroAndDeviationOne() {
    float o = OTHER;
    Given clips =
        new Given(
            List.of(
                new float[] {o, o, o, 1, 2, 3, o, o, o},
                new float[] {o, o, o, 4, 0, 2, o, o, o, 1, 1, 1}));
    check(
        Cepstrum.of(SPEC, clips),
        new double[] {5 * FIRST, 0, FIRST},
        new double[] {FIRST * Math.sqrt(2), Math.sqrt(4 / 3.0), FIRST * Math.sqrt(2)});
  }

  @Test
  void whatDoesNotVaryKeepsItsScale() {
    check(
        Cepstrum.of(SPEC, new Given(List.of(new float[] {0, 0, 0, 2, 2, 2}))),
        new double[] {6 * FIRST, 0, 0},
        new double[] {1, 1, 1});
    check(Cepstrum.of(SPEC, new Given(List.of())), new double[3], new double[] {1, 1, 1});
  }
}
