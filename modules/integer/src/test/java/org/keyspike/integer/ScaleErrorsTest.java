package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Tensor;

/** The candidates for scales and the errors that they are chosen by, worked out by hand. */
class ScaleErrorsTest {
  /** Every other row is one that must not be looked at. */
  private static Tensor secondRow(float... row) {
    float[] data = new float[2 * row.length];
    System.arraycopy(row, 0, data, row.length, row.length);
    data[0] = 9;
    return new Tensor(new int[] {2, row.length}, data);
  }

  /**
   * α = 1.5. W in quarters: x = 2.25, 5.25 and −0.75 become 2, 5 and −1, so that each e is 1/24. U
   * in halves: 1.5 becomes 2, e = −1/6.
   */
  @Test
  void theErrorOfARow() {
    RowError error =
        new RowError(4)
            .with(
                secondRow(0.375f, 0.875f, -0.125f),
                1,
                2,
                1,
                new double[] {1, -2, 4},
                new double[] {3, 5, 7});
    assertEquals((15 + 3 * 3) / 576.0, error.applyAsDouble(1.5), 1e-15);
    error.with(secondRow(0.5f), 1, 1, 1, new double[] {0.5}, new double[] {2});
    double mean = 3 / 24.0 - 0.5 / 6;
    assertEquals(15 / 576.0 + 2 / 36.0 + mean * mean, error.applyAsDouble(1.5), 1e-15);
  }

  /** α = 1.5, in quarters: 4, 0.5 and −8 of their units become 4, 1 and −8. */
  @Test
  void theErrorOfAColumn() {
    Tensor matrix = new Tensor(new int[] {3, 2}, new float[] {9, 1.5f, 9, 0.1875f, 9, -3});
    ColumnError error = new ColumnError(Grid.signed(4, 2, 1), matrix, 1);
    assertEquals(2.25 + 0.03515625 + 9, error.energy());
    assertEquals(0.03515625, error.applyAsDouble(1.5), 1e-15);
  }

  @Test
  void likelyCandidatesComeFirstAndOfEqualOnesTheFirstStays() {
    List<Double> tried = new ArrayList<>();
    double best =
        ScaleCandidates.best(
            0,
            100,
            scale -> {
              tried.add(scale);
              return 5;
            });
    assertEquals(1, best);
    assertEquals(129, tried.size());
    assertEquals(1, tried.get(0));
    for (int k = 1; k <= 64; k++) {
      assertEquals(StrictMath.pow(2, -k / 16.0), tried.get(2 * k - 1));
      assertEquals(StrictMath.pow(2, k / 16.0), tried.get(2 * k));
    }
  }

  @Test
  void bothEndsAreCandidatesAndNothingBeyond() {
    assertEquals(0.5, ScaleCandidates.best(0.5, 2, scale -> scale));
    assertEquals(2, ScaleCandidates.best(0.5, 2, scale -> -scale));
    assertEquals(1, ScaleCandidates.best(1.01, 1.02, scale -> scale), "none in the range");
    assertEquals(4, ScaleCandidates.best(3, 100, scale -> Math.abs(scale - 4)));
  }
}
