package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.SpecException;

class IntegerModelTest {
  private static IntegerMatrix filled(int rows, int columns, int value) {
    byte[] values = new byte[rows * columns];
    Arrays.fill(values, (byte) value);
    return new IntegerMatrix(rows, columns, values);
  }

  private static IntegerVector filled(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return new IntegerVector(values);
  }

  private static IntegerLayer layer(int inputs, int weight, int shift) {
    return new IntegerLayer(
        filled(1, inputs, weight),
        Optional.empty(),
        new IntegerVector(0),
        new IntegerVector(0),
        new IntegerVector(1),
        Optional.empty(),
        shift,
        0);
  }

  private static IntegerModel model(IntegerEncoder encoder, int bands, IntegerLayer layer) {
    return new IntegerModel(
        new FeatureSpec(bands, 1),
        encoder,
        List.of(layer),
        new IntegerReadout.FrameWise(filled(2, 1, 1), new IntegerVector(0, 0), 0),
        1,
        4,
        16);
  }

  private static String refused(IntegerEncoder encoder, int bands, IntegerLayer layer) {
    return assertThrows(SpecException.class, () -> model(encoder, bands, layer)).getMessage();
  }

  @Test
  void partsThatDoNotFitAreNamed() {
    IntegerEncoder direct = new IntegerEncoder.Direct();
    assertEquals(
        "network: layers[0].weight is 5 columns, expected 4, the outputs before it",
        refused(direct, 4, layer(5, 1, 0)));
    assertEquals(
        "network: layers[0].weight is a weight out of range, expected weights of 4 bits",
        refused(direct, 4, layer(4, 8, 0)));
    assertEquals(
        "network: layers[0]: worst-case current is 16711680 units, expected less than 2^24"
            .replace("16711680", String.valueOf(255L * 9 * 8 << 10)),
        refused(direct, 9, layer(9, -8, 10)));
    model(new IntegerEncoder.StepForward(filled(9, 1)), 9, layer(18, -8, 10));
    assertEquals(
        "network: encoder.coarseSteps is 8 values, expected 9 values, one for each band",
        refused(new IntegerEncoder.Residual(filled(8, 1), filled(8, 1)), 9, layer(36, 1, 0)));
  }

  @Test
  void layersRefuseWhatTheirFormatsCannotHold() {
    assertThrows(SpecException.class, () -> layer(1, 1, 16));
    assertThrows(SpecException.class, () -> layer(1, 1, -1));
    assertThrows(
        SpecException.class, () -> new IntegerEncoder.Residual(filled(2, 0), filled(2, 1)));
    assertThrows(
        SpecException.class, () -> new IntegerEncoder.Residual(filled(2, 1), filled(1, 1)));
    assertThrows(SpecException.class, () -> new IntegerEncoder.StepForward(filled(2, 40000)));
    IntegerMatrix w = filled(1, 1, 1);
    IntegerVector zero = new IntegerVector(0);
    IntegerVector one = new IntegerVector(1);
    assertThrows(
        SpecException.class,
        () -> new IntegerLayer(w, Optional.empty(), zero, zero, zero, Optional.empty(), 0, 0));
    assertThrows(
        SpecException.class,
        () ->
            new IntegerLayer(
                w, Optional.empty(), zero, new IntegerVector(256), one, Optional.empty(), 0, 0));
    assertThrows(
        SpecException.class,
        () ->
            new IntegerLayer(
                w, Optional.empty(), new IntegerVector(40000), zero, one, Optional.empty(), 0, 0));
    assertThrows(
        SpecException.class,
        () ->
            new IntegerLayer(
                w, Optional.of(filled(1, 2, 1)), zero, zero, one, Optional.empty(), 0, 0));
    IntegerVector two = new IntegerVector(0, 0);
    IntegerAdaptation other = new IntegerAdaptation(two, two, two);
    assertThrows(
        SpecException.class,
        () -> new IntegerLayer(w, Optional.empty(), zero, zero, one, Optional.of(other), 0, 0));
    assertThrows(
        SpecException.class, () -> new IntegerAdaptation(zero, new IntegerVector(128), zero));
    assertThrows(
        SpecException.class, () -> new IntegerAdaptation(new IntegerVector(-1), zero, zero));
    assertThrows(
        SpecException.class, () -> new IntegerAdaptation(zero, zero, new IntegerVector(32768)));
  }

  @Test
  void anAdaptationCurrentCounts() {
    IntegerVector zero = new IntegerVector(0);
    IntegerAdaptation adaptation = new IntegerAdaptation(zero, zero, zero);
    IntegerLayer layer = layer(4, 1, 0);
    IntegerLayer adaptive =
        new IntegerLayer(
            layer.weight(),
            Optional.empty(),
            zero,
            zero,
            layer.threshold(),
            Optional.of(adaptation),
            0,
            0);
    assertEquals(layer.worstCurrent(1) + (1 << 15), adaptive.worstCurrent(1));
  }

  @Test
  void readoutSumsStayWithin32Bits() {
    IntegerVector zero = new IntegerVector(0, 0);
    assertThrows(
        SpecException.class,
        () ->
            new IntegerReadout.Keyword(
                filled(70000, 1, 1),
                new IntegerVector(new int[70000]),
                0,
                filled(2, 70000, -128),
                zero,
                1,
                0));
  }

  @Test
  void biasesOfReadoutsHave16BitsAndOneForEachRow() {
    IntegerMatrix one = filled(1, 1, 1);
    for (IntegerVector wrong : List.of(new IntegerVector(32768), new IntegerVector(0, 0))) {
      assertThrows(SpecException.class, () -> new IntegerReadout.FrameWise(one, wrong, 0));
      assertThrows(
          SpecException.class,
          () -> new IntegerReadout.Keyword(one, wrong, 0, one, new IntegerVector(0), 1, 0));
      assertThrows(
          SpecException.class,
          () -> new IntegerReadout.Keyword(one, new IntegerVector(0), 0, one, wrong, 1, 0));
    }
  }

  /** With 2²⁵ for bias and rounding the largest sum is exactly 2³¹ − 1. */
  @Test
  void theLargestSumIsTheLargestInteger() {
    IntegerReadout.requireSum("sum", Integer.MAX_VALUE - (1L << 25), 1);
    assertThrows(
        SpecException.class, () -> IntegerReadout.requireSum("sum", (1L << 31) - (1L << 25), 1));
  }

  @Test
  void recurrentWeightsHaveTheBitsOfAllWeights() {
    IntegerLayer recurrent =
        new IntegerLayer(
            filled(1, 4, 1),
            Optional.of(filled(1, 1, 8)),
            new IntegerVector(0),
            new IntegerVector(0),
            new IntegerVector(1),
            Optional.empty(),
            0,
            0);
    assertEquals(
        "network: layers[0].recurrent is a weight out of range, expected weights of 4 bits",
        refused(new IntegerEncoder.Direct(), 4, recurrent));
  }
}
