package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.keyspike.network.LayerSpec;
import org.keyspike.pipeline.recipe.Recipe;

/** Kinds of neuron and delays all the way: trained, pruned, on the grid, and on the machine. */
@Tag("slow")
class KindsRunTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"djl, rfatrelu, rfatrelu, 2, 0.5", "vector, silif, adlif, 5, 0"})
  void trainedAndVerified(String engine, String kind, String folded, int delays, double sparsity)
      throws IOException {
    List<Assignment> settings = new ArrayList<>();
    String[][] keys = {
      {"network.neuron", kind},
      {"network.delays.most", Integer.toString(delays)},
      {"network.activation.sparsity", Double.toString(sparsity)},
      {"training.engine", engine},
      {"training.epochs", "1"}
    };
    for (String[] key : keys) {
      settings.add(new Assignment(key[0], key[1], "--set " + key[0]));
    }
    Recipe recipe = Recipe.read(TinyRun.run().recipe(), settings);
    RunFolder there = new RunFolder(folder.resolve("run"));
    try (Run run = Run.open(recipe, there, TinyRun.cache(), ProgressListener.NONE)) {
      List<CompletedStage> done = run.perform(Run.LastStage.VERIFY);
      CompletedStage verified =
          done.stream().filter(stage -> stage.stage().equals("verify")).findFirst().orElseThrow();
      assertTrue(
          verified.toString().contains("identical") && !verified.toString().contains("NOT"),
          verified.toString());
    }
    for (LayerSpec layer : Checkpoint.read(there.quantized()).spec().layers()) {
      assertEquals(folded, layer.neuron().name());
      assertEquals(delays, layer.delays());
    }
  }
}
