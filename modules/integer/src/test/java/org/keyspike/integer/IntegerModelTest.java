package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.SpecException;

class IntegerModelTest {
  private static IntegerMatrix filled(int rows, int columns, int value) {
    byte[] values = new byte[rows * columns];
    Arrays.fill(values, (byte) value);
    return new IntegerMatrix(rows, columns, values);
  }

  private static IntegerLayer layer(int inputs, int weight, int shift) {
    return new IntegerLayer(
        filled(1, inputs, weight),
        null,
        new IntegerVector(0),
        new IntegerVector(0),
        new IntegerVector(1),
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
    model(new IntegerEncoder.Residual(1, 1), 9, layer(36, -8, 10));
  }

  @Test
  void layersRefuseWhatTheirFormatsCannotHold() {
    assertThrows(SpecException.class, () -> layer(1, 1, 16));
    assertThrows(SpecException.class, () -> layer(1, 1, -1));
    assertThrows(SpecException.class, () -> new IntegerEncoder.Residual(0, 1));
    IntegerMatrix w = filled(1, 1, 1);
    IntegerVector zero = new IntegerVector(0);
    IntegerVector one = new IntegerVector(1);
    assertThrows(SpecException.class, () -> new IntegerLayer(w, null, zero, zero, zero, 0, 0));
    assertThrows(
        SpecException.class,
        () -> new IntegerLayer(w, null, zero, new IntegerVector(256), one, 0, 0));
    assertThrows(
        SpecException.class,
        () -> new IntegerLayer(w, null, new IntegerVector(40000), zero, one, 0, 0));
    assertThrows(
        SpecException.class, () -> new IntegerLayer(w, filled(1, 2, 1), zero, zero, one, 0, 0));
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
}
