package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSchedule;
import org.keyspike.compression.PruningSettings;
import org.keyspike.compression.Saliency;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.RecurrentLif;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.made.MadeFeatures;

/** Both engines' gradients choose the same things. */
@Tag("slow")
class SaliencyParityTest {
  private static GradientEngine vector;
  private static GradientEngine djl;

  private final ShuffledEpochs clips =
      new ShuffledEpochs(new MadeFeatures(12, 6, 14, 3, 5), 4, 1, AugmentationSettings.NONE);

  @BeforeAll
  static void open() {
    vector = engine("vector");
    djl = engine("djl");
  }

  private static GradientEngine engine(String name) {
    return EngineProvider.all().stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow()
        .open(EngineProvider.CPU, 1);
  }

  @AfterAll
  static void close() {
    vector.close();
    djl.close();
  }

  private static Checkpoint network() {
    NetworkSpec spec =
        NetworkDraw.from(new SplittableRandom(3))
            .kinds(new RecurrentLif())
            .layersOf(20, 16)
            .bands(6, 6)
            .hidden(8, 8)
            .classes(3, 3)
            .frames(14, 14)
            .keywords()
            .batchNorm()
            .spec();
    Parameters parameters = Initializer.draw(spec, 0.4, 9);
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.role() == ParameterSpec.Role.WEIGHT) {
        float[] weights = parameters.data(parameter.name());
        for (int i = 0; i < weights.length; i++) {
          weights[i] *= 3;
        }
      }
    }
    return new Checkpoint(spec, List.of("a", "b", "c"), parameters, Map.of());
  }

  private Checkpoint pruned(PruningSettings settings, GradientEngine engine) {
    return new Pruning(settings, engine, clips, 128).once(network());
  }

  @Test
  void secondOrderLeavesTheSameWeights() {
    PruningSettings settings =
        new PruningSettings.Weights(
            null,
            null,
            0.5,
            null,
            null,
            null,
            0.0,
            Saliency.SECOND_ORDER,
            new PruningSchedule(1, 1, 1e-3));
    Checkpoint one = pruned(settings, vector);
    Checkpoint other = pruned(settings, djl);
    int same = 0;
    int all = 0;
    for (ParameterSpec parameter : one.spec().parameters()) {
      if (parameter.role().matrix()) {
        float[] a = one.parameters().data(parameter.name());
        float[] b = other.parameters().data(parameter.name());
        for (int i = 0; i < a.length; i++) {
          same += a[i] == b[i] ? 1 : 0;
          all++;
        }
      }
    }
    // Gradients differ in their last bits: two weights in a hundred may be too close to call.
    assertTrue(same >= 0.98 * all, same + " of " + all);
  }

  @Test
  void secondOrderLeavesTheSameNeurons() {
    PruningSettings settings =
        new PruningSettings.Neurons(null, null, 0.5, 1, Saliency.SECOND_ORDER, 1, 1, 1e-3);
    assertEquals(pruned(settings, vector).kept(), pruned(settings, djl).kept());
  }
}
