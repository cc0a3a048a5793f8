package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.compression.BatchNormFolding;
import org.keyspike.compression.GridPreparation;
import org.keyspike.compression.QuantizationSettings;
import org.keyspike.compression.Scales;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerStateSpace;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.Assignment;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;

/** A state space from a recipe to a float network and its score, and on to integers from Java. */
@Tag("slow")
class StateSpaceRunTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"fatrelu, 0", "lif, 3"})
  void trainedAndScored(String neuron, int delays) throws IOException {
    List<Assignment> settings = new ArrayList<>();
    String[][] keys = {
      {"network.backbone", "ssm"},
      {"network.layers", "[12, 8]"},
      {"network.stateSpace.width", "10"},
      {"network.neuron", neuron},
      {"network.delays.most", Integer.toString(delays)},
      {"training.engine", "auto"},
      {"training.rateWeight", "0.01"},
      {"training.epochs", "1"}
    };
    for (String[] key : keys) {
      settings.add(new Assignment(key[0], key[1], "--set " + key[0]));
    }
    Recipe recipe = Recipe.read(TinyRun.run().recipe(), settings);
    RunFolder there = new RunFolder(folder.resolve("run"));
    try (Run run = Run.open(recipe, there, TinyRun.cache(), ProgressListener.NONE)) {
      run.perform(Run.LastStage.TRAIN);
      assertTrue(run.finished(Run.LastStage.TRAIN));
      run.test(RunFolder.FLOAT);
      for (Run.LastStage last :
          List.of(Run.LastStage.PRUNE, Run.LastStage.QUANTIZE, Run.LastStage.VERIFY)) {
        SpecException refusal = assertThrows(SpecException.class, () -> run.perform(last));
        assertEquals("network.backbone", refusal.field());
        assertFalse(refusal.getMessage().contains("\n"));
      }
      assertThrows(SpecException.class, () -> SaliencyComparison.of(run));
      onTheGrid(run, Checkpoint.read(there.checkpoint(RunFolder.FLOAT)));
    }
    Checkpoint trained = Checkpoint.read(there.checkpoint(RunFolder.FLOAT));
    assertNotNull(trained.spec().stateSpace());
    assertEquals(10, trained.spec().readoutInputs());
    assertTrue(
        trained.provenance().get("engine").startsWith("djl"), trained.provenance()::toString);
    PartResult test = PartResult.read(there.test(RunFolder.FLOAT));
    assertEquals(9, test.row().rates().size());
  }

  /** From Java: folded, in units by training clips, trained there, and then the integers. */
  private void onTheGrid(Run run, Checkpoint trained) throws IOException {
    QuantizationSettings settings = new QuantizationSettings(4, 16, Scales.ERROR, 1, 1e-3);
    Checkpoint start =
        GridPreparation.prepare(
            BatchNormFolding.fold(trained),
            run.features().part(Split.TRAIN),
            settings,
            run.engine());
    Checkpoint learned =
        StageTraining.fineTune(
            run, "grid", StageTraining.fineTuning(run, 1, 1e-3), start, folder.resolve("grid"));
    NetworkSpec spec = learned.spec();
    Parameters parameters = learned.parameters();
    assertEquals(parameters, Quantizer.onGrid(spec, parameters));
    assertNotEquals(parameters, Quantizer.onGrid(spec, start.parameters()), "it learned");
    IntegerStateSpace integers =
        new IntegerStateSpace(Quantizer.quantizeStateSpace(spec, parameters));
    double unit = Math.scalb(1.0, -spec.format().readout().logitFraction());
    int clips = 0;
    for (Batch batch : Batches.inOrder(run.features().part(Split.VALIDATION), 8)) {
      Activity forward =
          run.engine().forward(spec, parameters, batch, GradientEngine.Detail.SPIKES);
      float[] outputs = forward.spikes().get(forward.spikes().size() - 1);
      float output = spec.layers().get(0).code().unit();
      int bands = batch.bands();
      for (int clip = 0; clip < batch.size(); clip++) {
        integers.reset();
        for (int t = 0; t < batch.frames(); t++) {
          int frame = clip * batch.frames() + t;
          integers.step(
              FeatureQuantizer.quantize(
                  Arrays.copyOfRange(batch.features(), frame * bands, (frame + 1) * bands)),
              0);
          byte[] events = integers.outputs();
          for (int m = 0; m < events.length; m++) {
            assertEquals(events[m] * output, outputs[frame * events.length + m] + 0f);
          }
        }
        int[] logits = integers.logits();
        for (int k = 0; k < logits.length; k++) {
          assertEquals(logits[k], 0.0 + forward.logits()[clip * logits.length + k] / unit);
        }
        clips++;
      }
    }
    assertTrue(clips > 0);
  }
}
