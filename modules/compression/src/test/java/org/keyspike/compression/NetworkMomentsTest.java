package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.LayerStatistics;
import org.keyspike.integer.ReadoutStatistics;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/** What scales are searched by, of a network whose every value is known by hand. */
class NetworkMomentsTest {
  private static final double EXACT = 1e-12;

  private static LayerSpec layer() {
    return new LayerSpec(1, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0);
  }

  /**
   * Without leaks u⁰ = x and u¹ = 2 s⁰ + b: with b = −0.5 the second layer spikes where the first
   * does, with b = −3.5 never. Both steps of a frame are the same.
   */
  private static NetworkMoments run(float bias, float[]... clips) {
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(1, 1),
            new EncoderSpec.Direct(),
            List.of(layer(), layer()),
            new ReadoutSpec.Keyword(2, 2, 2),
            2,
            null);
    Map<String, Tensor> values = new LinkedHashMap<>();
    spec.parameters().forEach(p -> values.put(p.name(), Tensor.zeros(p.shape())));
    values.get(Names.weight(0)).data()[0] = 1;
    values.get(Names.weight(1)).data()[0] = 2;
    values.get(Names.bias(1)).data()[0] = bias;
    values.put(Names.HIDDEN_WEIGHT, new Tensor(new int[] {2, 1}, new float[] {4, -4}));
    values.put(Names.HIDDEN_BIAS, new Tensor(new int[] {2}, new float[] {1, 1}));
    ReferenceNetwork network = new ReferenceNetwork(spec, new Parameters(values));
    NetworkMoments moments = new NetworkMoments(spec);
    for (float[] clip : clips) {
      network.reset();
      for (float x : clip) {
        network.step(new float[] {x});
        moments.frame(network);
      }
      moments.clip(network);
    }
    return moments;
  }

  private static void assertMoments(double mean, double square, double[] means, double[] variance) {
    assertArrayEquals(new double[] {mean}, means, EXACT);
    assertArrayEquals(new double[] {square - mean * mean}, variance, EXACT);
  }

  /** x is 3, 0.5, 5 and 2: three of four frames spike. */
  @Test
  void layersByAllFramesAndSteps() {
    List<LayerStatistics> layers = run(-0.5f, new float[] {3, 0.5f}, new float[] {5, 2}).layers(2);
    LayerStatistics first = layers.get(0);
    assertMoments(2.625, 38.25 / 4, first.inputMean(), first.inputVariance());
    assertMoments(0.75, 0.75, first.outputMean(), first.outputVariance());
    assertArrayEquals(new double[] {10}, first.largest());
    LayerStatistics second = layers.get(1);
    assertMoments(0.75, 0.75, second.inputMean(), second.inputVariance());
    assertMoments(0.75, 0.75, second.outputMean(), second.outputVariance());
    assertArrayEquals(new double[] {3}, second.largest());
    LayerStatistics below = run(-3.5f, new float[] {3, 0.5f}).layers(1).get(1);
    assertMoments(0.5, 0.5, below.inputMean(), below.inputVariance());
    assertMoments(0, 0, below.outputMean(), below.outputVariance());
    assertArrayEquals(new double[] {3.5}, below.largest(), "the largest is below 0");
  }

  /** s̄ is 0.5 and 1 of the clips: h is 3 and 5, and nothing. */
  @Test
  void theReadoutByClips() {
    ReadoutStatistics readout = run(-0.5f, new float[] {3, 0.5f}, new float[] {5, 2}).readout(2);
    assertMoments(0.75, 1.25 / 2, readout.inputMean(), readout.inputVariance());
    assertArrayEquals(new double[] {17, 0}, readout.hiddenSquare(), EXACT);
    assertArrayEquals(new double[] {10, 0}, readout.hiddenLargest(), EXACT);
  }
}
