package org.keyspike.training.dscnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.made.MadeFeatures;

class DsCnnInitializerTest {
  private final DsCnnSpec spec = new DsCnnSettings(10, 64, 1, 0, 0).spec(40, 20, 13);
  private final MadeFeatures clips = new MadeFeatures(2, 40, 20, 2, 5);
  private final Parameters drawn = DsCnnInitializer.draw(spec, clips, 3);

  /** 40, 9 and 64 products behind a rectifier have √(6/n), the logits' 64 have √(1/n). */
  @Test
  void weightsFillTheirRangeEvenly() {
    double[] bounds = {Math.sqrt(6 / 40.0), Math.sqrt(6 / 9.0), Math.sqrt(6 / 64.0), 1 / 8.0};
    for (int l = 0; l < 4; l++) {
      float[] weights = drawn.data(DsCnnSpec.weights(spec.layers().get(l + 1)));
      double largest = 0;
      double sum = 0;
      for (float weight : weights) {
        largest = Math.max(largest, Math.abs(weight));
        sum += weight;
      }
      assertTrue(largest <= bounds[l] && largest > 0.97 * bounds[l], "layer " + l + ": " + largest);
      assertEquals(0, sum / weights.length / bounds[l], 0.1, "layer " + l);
    }
  }

  @Test
  void batchNormStartsAsNothingAndCoefficientsAreMeasured() {
    for (ConvolutionShape shape : spec.convolutions()) {
      requireAll(1, DsCnnSpec.scale(shape));
      requireAll(0, DsCnnSpec.shift(shape));
      requireAll(0, DsCnnSpec.mean(shape));
      requireAll(1, DsCnnSpec.variance(shape));
    }
    requireAll(0, DsCnnSpec.bias(spec.output()));
    Parameters expected = drawn.zerosLike();
    String weights = DsCnnSpec.weights(spec.cepstrum());
    String bias = DsCnnSpec.bias(spec.cepstrum());
    Cepstrum.of(spec, clips).put(expected.data(weights), expected.data(bias));
    assertEquals(expected.get(weights), drawn.get(weights));
    assertEquals(expected.get(bias), drawn.get(bias));
  }

  private void requireAll(float value, String name) {
    Tensor tensor = drawn.get(name);
    for (float found : tensor.data()) {
      assertEquals(value, found, name);
    }
  }
}
