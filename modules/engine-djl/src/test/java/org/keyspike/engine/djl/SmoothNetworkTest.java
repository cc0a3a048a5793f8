package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.ActivityPenalty;
import org.keyspike.training.Bptt;
import org.keyspike.training.CycleCost;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Objective;

/**
 * Backpropagation through whole networks with smooth spikes against central differences of their
 * loss along a direction for each tensor: combinations that have no golden value. The tolerance is
 * the third-order error of a difference of 2e-3 through sigmoids of slope 10 and the float32
 * rounding of the loss over it.
 */
@Tag("slow")
class SmoothNetworkTest {
  private static final int CLIPS = 2;
  private static final int BANDS = 2;
  private static final float STEP = 1e-3f;

  @ParameterizedTest
  @CsvSource({
    "residual, rlif, 5, 1, false, 0",
    "per-band, radlif, 3, 2, true, 0",
    "step-forward, adlif, 3, 1, false, 0.3",
    "direct, lif, 3, 2, true, 0.3",
    "per-band, adlif, 3, 1, true, 0",
    "residual, rlif, 1, 1, false, 0",
    "residual, radlif, 1, 2, false, 0",
    "residual, radlif, 2, 1, false, 0",
    "per-band, rlif, 2, 2, true, 0",
    "direct, shift-rlif, 3, 1, true, 0",
    "direct, rsilif, 3, 1, false, 0"
  })
  void gradientsAreThoseOfTheLoss(
      String encoder, String neuron, int frames, int timeSteps, boolean batchNorm, double dropout) {
    NetworkSpec spec = spec(encoder, neuron, frames, timeSteps, batchNorm, dropout);
    Parameters parameters = Initializer.draw(spec, 0.4, 4);
    Map<String, float[]> gradients = gradients(spec, parameters);
    gradients.forEach(
        (name, gradient) -> {
          float[] values = parameters.data(name);
          float[] start = values.clone();
          float[] direction = direction(values.length, name.hashCode() + frames);
          double slope = 0;
          for (int i = 0; i < values.length; i++) {
            slope += direction[i] * gradient[i];
          }
          move(values, start, direction, STEP);
          double up = loss(spec, parameters);
          move(values, start, direction, -STEP);
          double down = loss(spec, parameters);
          move(values, start, direction, 0);
          double difference = (up - down) / (2 * STEP);
          assertEquals(
              difference,
              slope,
              1e-3 + 0.02 * Math.abs(difference),
              name + " along " + Arrays.toString(direction));
        });
  }

  /** A unit vector with every number of a tensor in it, so that a wrong gradient of any shows. */
  private static float[] direction(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] direction = new float[size];
    for (int i = 0; i < size; i++) {
      direction[i] = (float) ((random.nextBoolean() ? 1 : -1) / Math.sqrt(size));
    }
    return direction;
  }

  private static void move(float[] values, float[] start, float[] direction, float by) {
    for (int i = 0; i < values.length; i++) {
      values[i] = start[i] + by * direction[i];
    }
  }

  private static Map<String, float[]> gradients(NetworkSpec spec, Parameters parameters) {
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      BatchGraph graph = graph(Operations.smooth(manager), spec, parameters);
      collector.backward(loss(manager, graph, spec));
      Map<String, float[]> gradients = new LinkedHashMap<>();
      for (Map.Entry<String, NDArray> leaf : graph.leaves().entrySet()) {
        if (leaf.getValue().hasGradient()) {
          gradients.put(leaf.getKey(), leaf.getValue().getGradient().toFloatArray());
        }
      }
      return gradients;
    }
  }

  private static double loss(NetworkSpec spec, Parameters parameters) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return loss(manager, graph(Operations.smooth(manager), spec, parameters), spec).getFloat();
    }
  }

  private static NDArray loss(NDManager manager, BatchGraph graph, NetworkSpec spec) {
    return new BatchPass(Operations.smooth(manager), graph, spec, batch(spec), objective()).loss();
  }

  private static BatchGraph graph(Operations operations, NetworkSpec spec, Parameters parameters) {
    return BatchGraph.learning(
        operations, spec, parameters, batch(spec), objective(), GradientStops.NONE);
  }

  private static Objective objective() {
    // Smooth spikes are near 0.3: one target lies below them, the other within its width.
    ActivityPenalty penalty =
        new ActivityPenalty(
            0.2,
            List.of(0.02, 0.28),
            0.1,
            List.of(new CycleCost.Layer(0.5, 1.5), new CycleCost.Layer(0, 3)));
    return new Objective(new Bptt(), Feedback.NONE, 0, 0, 0.1, EncoderLearning.TASK, 9)
        .with(penalty);
  }

  private static NetworkSpec spec(
      String encoder, String neuron, int frames, int timeSteps, boolean batchNorm, double dropout) {
    LayerSpec layer =
        new LayerSpec(
            2,
            Neuron.named(neuron),
            new Surrogate(Surrogate.Shape.SIGMOID, 2),
            batchNorm,
            false,
            dropout,
            neuron.startsWith("shift") ? new OutputCode.PowersOfTwo(3) : new OutputCode.Spikes(),
            0);
    return new NetworkSpec(
        new FeatureSpec(BANDS, 1),
        switch (encoder) {
          case "direct" -> new EncoderSpec.Direct();
          case "step-forward" -> new EncoderSpec.StepForward();
          default -> new EncoderSpec.Residual(encoder.equals("per-band"));
        },
        List.of(layer, layer),
        new ReadoutSpec.Keyword(2, 3, frames),
        timeSteps,
        null);
  }

  private static Batch batch(NetworkSpec spec) {
    int frames = ((ReadoutSpec.Keyword) spec.readout()).frames();
    SplittableRandom random = new SplittableRandom(5);
    float[] features = new float[CLIPS * frames * BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(2);
    }
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, frames);
    return new Batch(CLIPS, frames, BANDS, features, lengths, new int[] {0, 2}, false);
  }
}
