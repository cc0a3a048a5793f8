package org.keyspike.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.recipe.Recipe;

class AnalysisInputTest {
  private static final String RECIPE =
      "dataset: {kind: tones}\nfrontend: {bands: 12, gain: 128}\nnetwork: {layers: [4]}\n";

  @TempDir Path folder;

  /** A network that reads the odd ones of twelve bands. */
  private AnalysisInput input() throws IOException {
    Recipe recipe = Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), RECIPE));
    Features features = Features.open(recipe, folder.resolve("cache"), ProgressListener.NONE);
    return new AnalysisInput(
        GridCheckpoints.keyword(1), recipe, features, null, folder.resolve("analysis"));
  }

  @Test
  void featuresAreThoseThatReachTheNetwork() throws IOException {
    AnalysisInput input = input();
    assertEquals(GridCheckpoints.BANDS, input.bands());
    for (Split split : new Split[] {Split.TRAIN, Split.VALIDATION}) {
      LabelledFeatures part = split == Split.TRAIN ? input.training() : input.validation();
      LabelledFeatures whole = input.features().part(split);
      assertEquals(whole.size(), part.size());
      assertEquals(whole.name(2), part.name(2));
      float[] few = new float[part.frames(2) * 6];
      float[] all = new float[whole.frames(2) * 12];
      part.read(2, few, 0);
      whole.read(2, all, 0);
      for (int i = 0; i < few.length; i++) {
        assertEquals(all[2 * i + 1], few[i]);
      }
    }
  }

  @Test
  void theRestIsTheCheckpoints() throws IOException {
    AnalysisInput input = input();
    Checkpoint checkpoint = input.checkpoint();
    assertSame(checkpoint.spec(), input.spec());
    assertSame(checkpoint.parameters(), input.parameters());
    assertEquals(checkpoint.classes(), input.classes());
    assertEquals(folder.resolve("analysis/probe.csv"), input.file("probe.csv"));
  }
}
