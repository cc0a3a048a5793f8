package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExactRangeTest {
  private static final FeatureSpec ONE_BAND = new FeatureSpec(1, 1);

  private static LayerSpec layer(int neurons, Neuron neuron) {
    return new LayerSpec(neurons, neuron, Surrogate.OF_ENCODER, false, true, 0);
  }

  private static double worst(Neuron neuron, boolean features) {
    return ExactRange.worstCurrent(
        layer(5, neuron),
        features ? new LayerInput(12, 255, 4) : new LayerInput(12, 1, 0),
        new NumberFormat.LayerFormat(8, 4, 5),
        8);
  }

  /** 12 inputs · 8 · 2⁴, 5 neurons · 8 · 2³, bias and membrane 2¹⁵ each. */
  @Test
  void theWorstCurrentAddsEveryTermAtItsLargest() {
    assertEquals(1_536 + 65_536, worst(new Lif(), false));
    assertEquals(1_536 + 320 + 65_536, worst(new RecurrentLif(), false));
    assertEquals(1_536 + 98_304, worst(new AdaptiveLif(), false));
    assertEquals(1_536 + 320 + 98_304, worst(new RecurrentAdaptiveLif(), false));
  }

  /** 8-bit features have 4 bits below the point, so their shift is 0: 255 · 12 · 8. */
  @Test
  void featuresCountWithTheirLargestValue() {
    assertEquals(24_480 + 65_536, worst(new Lif(), true));
  }

  /** Two layers with 2-bit weights and shifts of 15: each input of the second adds 2¹⁶. */
  private static void require(int neurons) {
    NumberFormat.LayerFormat units = new NumberFormat.LayerFormat(15, 0, 0);
    ExactRange.require(
        ONE_BAND,
        new EncoderSpec.Residual(false),
        List.of(layer(neurons, new Lif()), layer(3, new Lif())),
        new NumberFormat(2, 16, List.of(units, units), new NumberFormat.ReadoutFormat(0, 0, 0)));
  }

  /** Bias and membrane take 2¹⁶ of 2²⁴, so 254 inputs fit and 255 reach the limit. */
  @Test
  void theLimitItselfIsTooMuch() {
    assertDoesNotThrow(() -> require(254));
    assertEquals(
        "network: format: worst-case current of layer 2 is 16777216 units, expected less than"
            + " 2^24, which float32 holds exactly",
        assertThrows(SpecException.class, () -> require(255)).getMessage());
    assertEquals(1 << 24, ExactRange.LIMIT);
    assertEquals((float) ExactRange.LIMIT, (float) (ExactRange.LIMIT + 1), "where floats end");
  }

  private static SpecException shifts(
      EncoderSpec encoder, Neuron neuron, NumberFormat.LayerFormat units) {
    return assertThrows(
        SpecException.class,
        () ->
            ExactRange.require(
                ONE_BAND,
                encoder,
                List.of(layer(2, neuron)),
                new NumberFormat(2, 16, List.of(units), new NumberFormat.ReadoutFormat(0, 0, 0))));
  }

  @Test
  void shiftsAreFrom0To15() {
    EncoderSpec spikes = new EncoderSpec.Residual(false);
    assertEquals(
        "network: format: shift of W in layer 1 is -1, expected 0 to 15",
        shifts(spikes, new Lif(), new NumberFormat.LayerFormat(3, 4, 3)).getMessage());
    assertEquals(
        "network: format: shift of W in layer 1 is 16, expected 0 to 15",
        shifts(spikes, new Lif(), new NumberFormat.LayerFormat(16, 0, 16)).getMessage());
    assertEquals(
        "network: format: shift of U in layer 1 is -2, expected 0 to 15",
        shifts(spikes, new RecurrentLif(), new NumberFormat.LayerFormat(3, 3, 5)).getMessage());
    assertEquals(
        "network: format: shift of W in layer 1 is -1, expected 0 to 15",
        shifts(new EncoderSpec.Direct(), new Lif(), new NumberFormat.LayerFormat(7, 4, 7))
            .getMessage(),
        "features take 4 bits of it");
  }

  @Test
  void aLayerWithoutRecurrentWeightsHasNoShiftOfThem() {
    NumberFormat.LayerFormat units = new NumberFormat.LayerFormat(3, 3, 5);
    assertDoesNotThrow(
        () ->
            ExactRange.require(
                ONE_BAND,
                new EncoderSpec.Residual(false),
                List.of(layer(2, new Lif())),
                new NumberFormat(2, 16, List.of(units), new NumberFormat.ReadoutFormat(0, 0, 0))));
  }
}
