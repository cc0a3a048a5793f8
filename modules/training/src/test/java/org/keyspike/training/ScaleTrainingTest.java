package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.ShuffledEpochs;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.training.made.MadeFeatures;

/** Quantization-aware training of a network whose neurons have scales. */
class ScaleTrainingTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Direct(),
          List.of(
              new LayerSpec(
                  4, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.Keyword(3, 2, 5),
          1,
          new NumberFormat(
              4,
              16,
              List.of(new NumberFormat.LayerFormat(10, 2, 3, true)),
              new NumberFormat.ReadoutFormat(3, 0, 2)));

  @TempDir Path folder;

  @Test
  void scalesAreLearnedAndWhatRunsIsOnTheGrid() throws IOException {
    Parameters drawn = Initializer.draw(SPEC, 0.3, 11);
    float[] scales = drawn.data(Names.threshold(0));
    for (int n = 0; n < scales.length; n++) {
      scales[n] = 0.5f + 0.25f * n;
    }
    Parameters multiplied = RowScales.multiply(SPEC, drawn);
    // A pruned weight.
    multiplied.data(Names.weight(0))[4] = 0;
    Checkpoint start = new Checkpoint(SPEC, List.of("no", "yes"), multiplied, Map.of());
    Checkpoint trained =
        new Trainer(new OnGrid(), settings())
            .train(
                new TrainingTask(
                    "quantize",
                    start,
                    new ShuffledEpochs(
                        new MadeFeatures(23, 3, 5, 2, 1), 8, 5, AugmentationSettings.NONE),
                    new MadeFeatures(6, 3, 5, 2, 2),
                    EncoderLearning.TASK,
                    true,
                    Optional.empty(),
                    5),
                folder);
    float[] learned = trained.parameters().data(Names.threshold(0));
    for (int n = 0; n < scales.length; n++) {
      assertNotEquals(scales[n], learned[n]);
      assertEquals(scales[n], learned[n], 0.2, "a few small steps");
    }
    assertEquals(Quantizer.onGrid(SPEC, trained.parameters()), trained.parameters());
    assertEquals(0, trained.parameters().data(Names.weight(0))[4], "a pruned weight");
    float[] bias = trained.parameters().data(Names.bias(0));
    float[] before = drawn.data(Names.bias(0));
    assertTrue(bias[2] < scales[2] * before[2], "everything else goes down its gradient");
  }

  private static TrainingSettings settings() {
    return new TrainingSettings(
        new EngineSettings("made", "cpu", 1),
        new Bptt(),
        3,
        8,
        new DescentSettings(Schedule.COSINE, 0.01, 0, 5),
        LossSettings.USUAL,
        0.9,
        0,
        AugmentationSettings.NONE,
        AudioAugmentationSettings.NONE);
  }

  /** Every gradient is 1 but those that no engine has, and everything must be on the grid. */
  private static final class OnGrid extends StandInEngine {
    private double margin;

    @Override
    public Gradients gradients(
        NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
      Parameters gradients = parameters.zerosLike();
      for (String name : gradients.names()) {
        Arrays.fill(gradients.data(name), name.equals(Names.threshold(0)) ? Float.NaN : 1);
      }
      return new Gradients(
          1, gradients, new Parameters(Map.of()), forward(spec, parameters, batch, Detail.LOGITS));
    }

    @Override
    public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
      assertEquals(Quantizer.onGrid(spec, parameters), parameters);
      margin += 0.01;
      float[] logits = new float[batch.size() * 2];
      for (int row = 0; row < batch.size(); row++) {
        logits[row * 2 + batch.labels()[row]] = (float) margin;
      }
      return new Activity(logits, 0.5, new double[] {0.25}, new float[0], List.of());
    }
  }
}
