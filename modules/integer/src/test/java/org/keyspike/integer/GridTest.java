package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GridTest {
  /** −8…7 in quarters of 10: a unit is 2.5. */
  private final Grid grid = Grid.signed(4, 2, 10);

  @Test
  void anIntegerStandsForItsPartOfTheScale() {
    assertEquals(new Grid(2, 10, -8, 7), grid);
    assertEquals(-7.5f, grid.toFloat(-3));
    assertEquals(-3, grid.toInteger(-7.5f));
    assertEquals(1, grid.toInteger(1.25f), "halves go up");
    assertEquals(0, grid.toInteger(-1.25f));
    assertEquals(7, grid.toInteger(100));
    assertEquals(-8, grid.toInteger(-100));
    assertEquals(17.5f, grid.clamp(18));
    assertEquals(-20f, grid.clamp(-21));
    assertEquals(3f, grid.clamp(3));
  }

  @Test
  void itHoldsWhatRoundingAloneBringsOntoIt() {
    assertTrue(grid.holds(17.5f));
    assertTrue(grid.holds(18.7f), "rounds to 7");
    assertFalse(grid.holds(18.75f), "rounds to 8");
    assertTrue(grid.holds(-21.25f), "rounds to −8");
    assertFalse(grid.holds(-21.3f), "rounds to −9");
    assertTrue(grid.holds(0));
  }

  /** 0.5 and −1 are off by themselves, 20 is clipped to 17.5 and −20 and 5 lie on the grid. */
  @Test
  void itsUseIsCounted() {
    float[] values = {0.5f, -1, 20, -20, 5, 17.5f};
    assertEquals(0.25 + 1 + 6.25, grid.squaredError(values), 1e-12);
    GridUse use = GridUse.of(grid, values);
    double noise = 7.5 / (0.25 + 1 + 400 + 400 + 25 + 306.25);
    assertEquals(new GridUse(2, 10, -8, 7, 6, 2, 3, 1, use.noise()), use);
    assertEquals(noise, use.noise(), 1e-12);
    assertEquals(0, GridUse.of(grid, new float[] {0, 0}).noise());
    assertEquals(1, GridUse.of(grid, new float[] {2.5f}).smallest());
    assertEquals(-1, GridUse.of(grid, new float[] {-2.5f}).largest());
  }

  @Test
  void matricesAreEqualByContent() {
    IntegerMatrix matrix = new IntegerMatrix(2, 3, new byte[] {0, -3, 2, 0, 0, 7});
    IntegerMatrix same = new IntegerMatrix(2, 3, matrix.values());
    assertEquals(matrix, same);
    assertEquals(matrix.hashCode(), same.hashCode());
    assertEquals(31 * (31 * 2 + 3) + Arrays.hashCode(matrix.values()), same.hashCode());
    assertNotEquals(matrix, new IntegerMatrix(3, 2, matrix.values()));
    assertNotEquals(matrix, new IntegerMatrix(2, 3, new byte[6]));
    assertFalse(matrix.equals(null));
    assertEquals("IntegerMatrix[2, 3]", matrix.toString());
    assertEquals(3, matrix.nonZeros());
    assertEquals(1, new IntegerMatrix(1, 3, new byte[] {0, 5, 0}).nonZeros());
    assertEquals(7, matrix.largestRowMagnitude());
    assertEquals(5, matrix.rowMagnitude(0));
    assertEquals(7, matrix.get(1, 2));
  }

  @Test
  void vectorsAreEqualByContent() {
    IntegerVector vector = new IntegerVector(4, -2);
    assertEquals(vector, new IntegerVector(4, -2));
    assertEquals(vector.hashCode(), new IntegerVector(4, -2).hashCode());
    assertNotEquals(vector.hashCode(), new IntegerVector(4, 2).hashCode());
    assertNotEquals(vector, new IntegerVector(4, 2));
    assertFalse(vector.equals(null));
    assertEquals("[4, -2]", vector.toString());
  }

  /** (5·2 << 3) + (6 << 1) + 100 of the second neuron; adaptation adds 2¹⁵. */
  @Test
  void theWorstCurrentIsThatOfTheWorstNeuron() {
    IntegerLayer layer =
        new IntegerLayer(
            new IntegerMatrix(2, 2, new byte[] {1, 1, -2, 3}),
            Optional.of(new IntegerMatrix(2, 2, new byte[] {0, 1, 2, -4})),
            new IntegerVector(50, -100),
            new IntegerVector(0, 0),
            new IntegerVector(1, 1),
            Optional.empty(),
            3,
            1);
    assertEquals(80 + 12 + 100, layer.worstCurrent(2));
    assertEquals(2, layer.inputs());
  }
}
