package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.compression.PruningSettings;
import org.keyspike.io.Assignment;
import org.keyspike.pipeline.recipe.Recipe;

class PruneStageTest {
  @TempDir Path folder;

  @Test
  void theShapeIsFinalAfterTheLastStepOfTheLastStructuredPruning() throws IOException {
    TinyRun.run();
    Path file = folder.resolve("recipe.yaml");
    TinyRun.recipe().write(file);
    String list =
        "[{kind: weights, sparsity: 0.1, steps: 2, epochs: 2, learningRate: 0.1},"
            + " {kind: neurons, keep: 4, steps: 2, epochs: 2, learningRate: 0.1},"
            + " {kind: streams, epochs: 1, learningRate: 0.1},"
            + " {kind: weights, sparsity: 0.1, steps: 2, epochs: 2, learningRate: 0.1}]";
    List<PruningSettings> prunings =
        Recipe.read(file, List.of(new Assignment("compression.pruning", list, "--set")))
            .compression()
            .pruning();
    List<Boolean> found = new ArrayList<>();
    for (int index = 0; index < prunings.size(); index++) {
      for (int step = 1; step <= prunings.get(index).schedule().steps(); step++) {
        found.add(PruneStage.finalShape(prunings, index, step));
      }
    }
    assertEquals(List.of(false, false, false, false, true, true, true), found);
    assertEquals(
        List.of(false, true, true, true),
        List.of(
            PruneStage.finalShape(prunings.subList(1, 2), 0, 1),
            PruneStage.finalShape(prunings.subList(1, 2), 0, 2),
            PruneStage.finalShape(prunings.subList(0, 1), 0, 1),
            PruneStage.finalShape(prunings.subList(0, 1), 0, 2)));
  }
}
