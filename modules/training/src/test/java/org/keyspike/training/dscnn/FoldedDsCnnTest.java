package org.keyspike.training.dscnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.made.MadeFeatures;

/** The network in float and the layers in integers against convolutions by their definition. */
class FoldedDsCnnTest {
  private static final int BANDS = 6;
  private static final int FRAMES = 25;
  private static final MadeFeatures CLIPS = new MadeFeatures(4, BANDS, FRAMES, 3, 5);

  private static DsCnn drawn(SplittableRandom random) {
    DsCnnSpec spec = new DsCnnSettings(5, 3, 2, 0, 0).spec(BANDS, FRAMES, 3);
    DsCnn network = DsCnn.untrained(spec, List.of("a", "b", "c"), CLIPS, 1, Map.of());
    for (Tensor tensor : network.parameters().asMap().values()) {
      for (int i = 0; i < tensor.data().length; i++) {
        tensor.data()[i] = (float) random.nextDouble(-0.3, 0.5);
      }
    }
    for (ConvolutionShape shape : spec.convolutions()) {
      float[] variance = network.parameters().data(DsCnnSpec.variance(shape));
      for (int c = 0; c < variance.length; c++) {
        variance[c] = (float) random.nextDouble(0.01, 2);
      }
    }
    return network;
  }

  /** Batch norm as it is written, not folded. */
  private static double[] plain(DsCnn network, float[] features) {
    DsCnnSpec spec = network.spec();
    double[] values = new double[spec.rows() * BANDS];
    for (int i = 0; i < values.length; i++) {
      values[i] = features[(2 * (i / BANDS) + 1) * BANDS + i % BANDS];
    }
    values = mapped(network.parameters(), spec.cepstrum(), values);
    for (ConvolutionShape shape : spec.convolutions()) {
      values = sums(network.parameters(), shape, values);
      Parameters numbers = network.parameters();
      for (int i = 0; i < values.length; i++) {
        int c = i % shape.out().channels();
        double normal =
            (values[i] - numbers.data(DsCnnSpec.mean(shape))[c])
                / Math.sqrt(numbers.data(DsCnnSpec.variance(shape))[c] + 1e-5);
        values[i] =
            Math.max(
                0,
                numbers.data(DsCnnSpec.scale(shape))[c] * normal
                    + numbers.data(DsCnnSpec.shift(shape))[c]);
      }
    }
    int channels = spec.settings().channels();
    double[] mean = new double[channels];
    for (int i = 0; i < values.length; i++) {
      mean[i % channels] += values[i] * channels / values.length;
    }
    return mapped(network.parameters(), spec.output(), mean);
  }

  private static double[] mapped(Parameters numbers, ConvolutionShape shape, double[] in) {
    double[] out = sums(numbers, shape, in);
    for (int i = 0; i < out.length; i++) {
      out[i] += numbers.data(DsCnnSpec.bias(shape))[i % shape.out().channels()];
    }
    return out;
  }

  private static double[] sums(Parameters numbers, ConvolutionShape shape, double[] in) {
    float[] weights = numbers.data(DsCnnSpec.weights(shape));
    int inputs = shape.depthwise() ? 1 : shape.in().channels();
    Kernel kernel = shape.kernel();
    return PlainConvolution.of(
        shape,
        (o, i, r, c) -> weights[((o * inputs + i) * kernel.rows() + r) * kernel.columns() + c],
        in);
  }

  @Test
  void logitsAreThoseOfTheEquations() {
    for (long seed = 1; seed <= 3; seed++) {
      DsCnn network = drawn(new SplittableRandom(seed));
      float[] features = new float[FRAMES * BANDS];
      CLIPS.read((int) seed, features, 0);
      double[] expected = plain(network, features);
      float[] found = new FoldedDsCnn(network).logits(features);
      for (int k = 0; k < 3; k++) {
        assertEquals(expected[k], found[k], 1e-5 * (1 + Math.abs(expected[k])), "seed " + seed);
      }
    }
  }

  @Test
  void integerLayersAreConvolutionsToTheUnit() {
    SplittableRandom random = new SplittableRandom(7);
    List<Kernel> kernels =
        List.of(Kernel.POINT, new Kernel(3, 2, 2, 1, 1), new Kernel(2, 3, 1, 0, 2));
    for (Kernel kernel : kernels) {
      for (boolean depthwise : new boolean[] {false, true}) {
        Plane in = new Plane(5, 4, 3);
        ConvolutionShape shape =
            new ConvolutionShape("l", kernel, in, kernel.over(in, depthwise ? 3 : 4), depthwise);
        byte[] weights = new byte[shape.weights()];
        random.nextBytes(weights);
        int[] biases = random.ints(shape.out().channels(), -9, 9).toArray();
        int[] values = random.ints(in.size(), -127, 256).toArray();
        int inputs = depthwise ? 1 : 3;
        double[] expected =
            PlainConvolution.of(
                shape,
                (o, i, r, c) ->
                    weights[((o * kernel.rows() + r) * kernel.columns() + c) * inputs + i],
                Arrays.stream(values).asDoubleStream().toArray());
        int[] found =
            new IntegerConvolution(
                    shape, weights, biases, biases, biases, IntegerConvolution.Range.SUMS)
                .of(values);
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i] + biases[i % biases.length], found[i], kernel + ", " + i);
        }
      }
    }
  }
}
