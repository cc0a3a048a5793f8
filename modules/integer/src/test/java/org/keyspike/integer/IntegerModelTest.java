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
    return new LayeredModel(
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

  private static IntegerLayer fires(IntegerCode code, int inputs, int threshold) {
    return new IntegerLayer(
        filled(1, inputs, 1),
        Optional.of(filled(1, 1, 2)),
        new IntegerVector(3),
        new IntegerVector(0),
        new IntegerVector(threshold),
        Optional.empty(),
        4,
        5,
        code,
        Optional.empty());
  }

  @Test
  void boundsCountWithTheLargestOutput() {
    for (IntegerCode code :
        List.of(IntegerCode.SPIKES, new IntegerCode.PowersOfTwo(4), new IntegerCode.Graded(4, 0))) {
      IntegerLayer layer = fires(code, 10, 8);
      assertEquals((10L * 255 << 4) + (2L * code.largest() << 5) + 3, layer.worstCurrent(255));
    }
    // 15 times 7 times 2¹⁵ is 3 440 640; 5 of those are more than 2²⁴, 5 spikes' are not.
    IntegerEncoder direct = new IntegerEncoder.Direct();
    IntegerReadout readout =
        new IntegerReadout.FrameWise(filled(2, 1, 1), new IntegerVector(0, 0), 0);
    IntegerLayer second =
        new IntegerLayer(
            filled(1, 5, 7),
            Optional.empty(),
            new IntegerVector(0),
            new IntegerVector(0),
            new IntegerVector(1),
            Optional.empty(),
            15,
            0);
    for (IntegerCode code : List.of(IntegerCode.SPIKES, new IntegerCode.Graded(4, 3))) {
      IntegerLayer first =
          new IntegerLayer(
              filled(5, 2, 1),
              Optional.empty(),
              filled(5, 0),
              filled(5, 0),
              filled(5, 1),
              Optional.empty(),
              0,
              0,
              code,
              Optional.empty());
      List<IntegerLayer> layers = List.of(first, second);
      FeatureSpec features = new FeatureSpec(2, 1);
      if (code.largest() == 1) {
        new LayeredModel(features, direct, layers, readout, 1, 4, 16);
      } else {
        String message =
            assertThrows(
                    SpecException.class,
                    () -> new LayeredModel(features, direct, layers, readout, 1, 4, 16))
                .getMessage();
        assertEquals(
            "network: layers[1]: worst-case current is 17203200 units, expected less than 2^24",
            message);
      }
    }
  }

  /** Two steps of 34 outputs and weights of 7 in 2²⁰ frames: 499 million of spikes. */
  @Test
  void sumsOfTheReadoutCountWithTheLargestOutput() {
    IntegerReadout readout =
        new IntegerReadout.Keyword(
            filled(1, 34, 7),
            new IntegerVector(0),
            0,
            filled(2, 1, 1),
            new IntegerVector(0, 0),
            1 << 20,
            0);
    for (int bits = 1; bits <= 4; bits++) {
      IntegerLayer layer =
          new IntegerLayer(
              filled(34, 1, 1),
              Optional.empty(),
              filled(34, 0),
              filled(34, 0),
              filled(34, 0),
              Optional.empty(),
              0,
              0,
              new IntegerCode.Graded(bits, 0),
              Optional.empty());
      FeatureSpec features = new FeatureSpec(1, 1);
      IntegerEncoder direct = new IntegerEncoder.Direct();
      if (bits < 3) {
        new LayeredModel(features, direct, List.of(layer), readout, 2, 4, 16);
      } else {
        assertThrows(
            SpecException.class,
            () -> new LayeredModel(features, direct, List.of(layer), readout, 2, 4, 16));
      }
    }
  }

  @Test
  void aThresholdIsHalvedWithoutRemainderAndMayBeZeroWhereNothingIsReset() {
    fires(new IntegerCode.PowersOfTwo(3), 1, 4);
    assertEquals(
        "network: layer.threshold is 6, expected multiples of 4",
        assertThrows(SpecException.class, () -> fires(new IntegerCode.PowersOfTwo(3), 1, 6))
            .getMessage());
    fires(new IntegerCode.Graded(2, 3), 1, 0);
    for (IntegerCode code : List.of(IntegerCode.SPIKES, new IntegerCode.PowersOfTwo(2))) {
      assertThrows(SpecException.class, () -> fires(code, 1, 0));
    }
    assertThrows(SpecException.class, () -> fires(new IntegerCode.Graded(2, 3), 1, -1));
  }

  @Test
  void neuronsThatAdaptFireSpikes() {
    IntegerLayer layer = fires(new IntegerCode.Graded(2, 3), 1, 8);
    IntegerVector zero = new IntegerVector(0);
    Optional<IntegerAdaptation> adaptation = Optional.of(new IntegerAdaptation(zero, zero, zero));
    for (IntegerCode code : List.of(new IntegerCode.PowersOfTwo(2), layer.code())) {
      assertThrows(
          SpecException.class,
          () ->
              new IntegerLayer(
                  layer.weight(),
                  layer.recurrent(),
                  zero,
                  zero,
                  layer.threshold(),
                  adaptation,
                  0,
                  0,
                  code,
                  Optional.empty()));
    }
  }

  @Test
  void everyInputHasADelayOf0To63Frames() {
    IntegerLayer layer = fires(IntegerCode.SPIKES, 2, 8);
    assertEquals(0, layer.mostDelay());
    assertEquals(63, late(layer, 0, 63).mostDelay());
    for (int[] wrong : new int[][] {{0}, {0, 64}, {-1, 0}, {1, 2, 3}}) {
      assertThrows(SpecException.class, () -> late(layer, wrong));
    }
  }

  private static IntegerLayer late(IntegerLayer layer, int... delays) {
    return new IntegerLayer(
        layer.weight(),
        layer.recurrent(),
        layer.bias(),
        layer.leak(),
        layer.threshold(),
        layer.adaptation(),
        0,
        0,
        layer.code(),
        Optional.of(new IntegerVector(delays)));
  }
}
