package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.features.FeatureStore;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Parameters;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.KeywordTraining;

/** The library learns what a recipe learns, number for number. */
@Tag("slow")
class KeywordTrainingTest {
  @TempDir Path folder;

  @Test
  void isTheStageTrain() throws IOException {
    TinyRun tiny = new TinyRun(folder);
    Path file = tiny.recipe();
    String vector = "--set=training.engine=vector";
    TinyRun.Said said = tiny.say("train", file.toString(), "--out=" + tiny.run(), vector);
    assertEquals(ExitCode.DONE, said.code(), said::err);
    Recipe recipe = Recipe.read(file, List.of());
    Path cache = tiny.cache();
    Dataset dataset = Datasets.open(recipe.dataset(), cache, recipe.seed(), ProgressListener.NONE);
    KeywordTraining training =
        new KeywordTraining(
            dataset,
            recipe.frontend(),
            FeatureStore.open(dataset, recipe.frontend(), cache, 1, ProgressListener.NONE),
            recipe.encoder(),
            recipe.network(),
            recipe.training(),
            recipe.seed());
    try (GradientEngine engine = VectorEngine.open(1)) {
      Parameters found = training.train(engine, folder.resolve("work")).parameters();
      Checkpoint expected =
          Checkpoint.read(tiny.run().resolve("checkpoints").resolve("float.safetensors"));
      assertEquals(expected.parameters().names(), found.names());
      for (String name : found.names()) {
        assertArrayEquals(expected.parameters().data(name), found.data(name), name);
      }
    }
  }
}
