package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.Assignment;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.SpecException;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;

/** A state space from a recipe to a float network and its score; no further yet. */
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
    }
    Checkpoint trained = Checkpoint.read(there.checkpoint(RunFolder.FLOAT));
    assertNotNull(trained.spec().stateSpace());
    assertEquals(10, trained.spec().readoutInputs());
    assertTrue(
        trained.provenance().get("engine").startsWith("djl"), trained.provenance()::toString);
    PartResult test = PartResult.read(there.test(RunFolder.FLOAT));
    assertEquals(9, test.row().rates().size());
  }
}
