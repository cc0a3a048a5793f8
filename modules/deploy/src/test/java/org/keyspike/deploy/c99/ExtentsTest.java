package org.keyspike.deploy.c99;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.io.InputException;
import org.keyspike.network.FeatureSpec;

class ExtentsTest {
  @Test
  void whatFits16BitsIsTaken() {
    assertDoesNotThrow(() -> Extents.require(image(0, 65_535)));
    assertDoesNotThrow(() -> Extents.require(image(63, 30_000, 1, 30_000, 1)));
  }

  @Test
  void whatDoesNotIsRefused() {
    assertEquals("65536 rows or columns", refused(image(0, 65_536)));
    assertEquals("80002 neurons in all", refused(image(0, 40_000, 1, 40_000, 1)));
    // 64 frames of 1 word in the first and the third layer, of 1,000 in the second and the fourth.
    assertEquals(
        "128128 words before those of a layer", refused(image(63, 32_000, 1, 32_000, 1, 1)));
  }

  private static String refused(WeightImage image) {
    return assertThrows(InputException.class, () -> Extents.require(image)).found();
  }

  /** Layers of so many neurons, one after another. */
  private static WeightImage image(int delay, int... neurons) {
    List<IntegerLayer> layers = new ArrayList<>();
    int inputs = 2;
    for (int size : neurons) {
      layers.add(
          new IntegerLayer(
              zeros(size, inputs),
              Optional.empty(),
              vector(size, 0),
              vector(size, 0),
              vector(size, 1),
              Optional.empty(),
              0,
              0,
              IntegerCode.SPIKES,
              delay == 0 ? Optional.empty() : Optional.of(vector(inputs, delay))));
      inputs = size;
    }
    IntegerModel model =
        new LayeredModel(
            new FeatureSpec(1, 1),
            new IntegerEncoder.StepForward(new IntegerVector(1)),
            layers,
            new IntegerReadout.Keyword(
                zeros(1, inputs), vector(1, 0), 0, zeros(2, 1), vector(2, 0), 1, 0),
            1,
            4,
            16);
    return WeightImage.of(model, List.of("a", "b"), Map.of(), 16);
  }

  private static IntegerMatrix zeros(int rows, int columns) {
    return new IntegerMatrix(rows, columns, new byte[rows * columns]);
  }

  private static IntegerVector vector(int size, int value) {
    return new IntegerVector(IntStream.generate(() -> value).limit(size).toArray());
  }
}
