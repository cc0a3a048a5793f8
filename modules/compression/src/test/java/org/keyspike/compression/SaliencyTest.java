package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.StandInEngine;

/** Saliencies by magnitude, activity and gradients, by hand: three neurons, two bands. */
class SaliencyTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new FeatureSpec(2, 1),
          new EncoderSpec.StepForward(),
          List.of(
              new LayerSpec(
                  3, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.Keyword(2, 2, 5),
          1,
          null);

  private final SaliencyStatistics evidence =
      new SaliencyStatistics(new Made(), network(), new Noise(2, 5));

  private static Checkpoint network() {
    Parameters parameters = Initializer.draw(SPEC, 0.4, 1);
    put(parameters, Names.weight(0), 0, 3, 1, 0, 1, -3, -1, 0, 0, 0, 0, -0.5f);
    put(parameters, Names.recurrent(0), 2, 0, 0, -1, 1, 0, 0, 0, -4);
    put(parameters, Names.HIDDEN_WEIGHT, 0, 0, 1, 0.5f, 0, -1);
    return new Checkpoint(SPEC, List.of("a", "b"), parameters, Map.of());
  }

  private static void put(Parameters parameters, String name, float... values) {
    System.arraycopy(values, 0, parameters.data(name), 0, values.length);
  }

  /** Every gradient of a batch is 1, of the next −2; rates are 1, 1/2 and 1/5; channels 1 to 4. */
  private static final class Made extends StandInEngine {
    private int batches;

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      Parameters gradients = parameters.copy();
      float value = batches++ % 2 == 0 ? 1 : -2;
      for (Tensor tensor : gradients.asMap().values()) {
        Arrays.fill(tensor.data(), value);
      }
      return new Gradients(1, gradients, new Parameters(Map.of()), null);
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      int rows = batch.size() * batch.frames();
      float[] spikes = new float[rows * 3];
      float[] channels = new float[rows * 4];
      for (int row = 0; row < rows; row++) {
        spikes[3 * row] = 1;
        spikes[3 * row + 1] = 0.5f;
        spikes[3 * row + 2] = row % batch.frames() == 0 ? 1 : 0;
        for (int c = 0; c < 4; c++) {
          channels[4 * row + c] = c + 1;
        }
      }
      return new Activity(new float[0], 0, new double[1], channels, List.of(spikes));
    }
  }

  private static void check(Saliencies found, double[] neurons, double[] bands) {
    assertArrayEquals(neurons, found.neurons(0), 1e-6);
    assertArrayEquals(bands, found.bands(), 1e-6);
  }

  /** Rows of W and U; columns of W, of which a band has two. */
  @Test
  void magnitude() {
    check(
        new Saliencies(evidence, Saliency.MAGNITUDE),
        new double[] {4 + 2, 5 + 2, 0.5 + 4},
        new double[] {1 + 2, 6 + 0.5});
  }

  /** Columns of U and H₁ times rates; columns of W times those of channels. */
  @Test
  void activity() {
    check(
        new Saliencies(evidence, Saliency.ACTIVITY),
        new double[] {3.5, 1 * 0.5, 6 * 0.2},
        new double[] {1 * 1 + 3 * 2, 2 * 6 + 4 * 0.5});
  }

  /** Signed sums 1.5, 1 and −4, and 1 and −0.5 of bands; their squares, 1 and 4 times. */
  @Test
  void taylor() {
    check(
        new Saliencies(evidence, Saliency.TAYLOR),
        new double[] {2.25 * 2.5, 2.5, 16 * 2.5},
        new double[] {2.5, 0.25 * 2.5});
  }

  @Test
  void theMeanGradientIsOverBatches() {
    Parameters mean = evidence.meanGradients();
    assertEquals(network().parameters().names(), mean.names());
    for (Tensor tensor : mean.asMap().values()) {
      for (float value : tensor.data()) {
        assertEquals(-0.5f, value);
      }
    }
  }
}
