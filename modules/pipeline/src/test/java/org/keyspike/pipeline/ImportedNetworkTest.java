package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Initializer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.pipeline.recipe.Recipe;

/** A run that goes on from a network that was made elsewhere. */
@Tag("slow")
class ImportedNetworkTest {
  @TempDir Path folder;

  private Run open(String set) throws IOException {
    Recipe recipe = Recipe.read(TinyRun.run().recipe(), List.of(Assignment.parse(set, "--set")));
    return Run.open(
        recipe, new RunFolder(folder.resolve("run")), TinyRun.cache(), ProgressListener.NONE);
  }

  private static final class Drawn implements ImportedNetwork {
    @Override
    public String form() {
      return "made";
    }

    @Override
    public Checkpoint network(
        NetworkSpec spec, List<String> classes, Map<String, String> provenance) {
      return new Checkpoint(spec, classes, Initializer.draw(spec, 0.5, 3), provenance);
    }
  }

  @Test
  void stagesGoOnFromItAndNeverReplaceIt() throws IOException {
    Checkpoint imported;
    try (Run run = open("seed=5")) {
      List<CompletedStage> taken = run.take(new Drawn());
      assertEquals("train", taken.get(1).stage());
      imported = Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT));
      assertEquals("made", imported.provenance().get("imported"));
      assertEquals(
          Initializer.draw(imported.spec(), 0.5, 3), imported.parameters(), "as it was made");
      assertTrue(run.perform(Run.LastStage.TRAIN).get(1).skipped());
      assertEquals(
          run.folder().path()
              + ": found a run that has a network, expected a new folder for the"
              + " imported one (--out)",
          assertThrows(InputException.class, () -> run.take(new Drawn())).getMessage());
      assertEquals(
          run.folder().checkpoint(RunFolder.FLOAT), run.folder().floatCheckpoint(), "not folded");
    }
    try (Run other = open("training.learningRate=0.5")) {
      String message =
          assertThrows(InputException.class, () -> other.perform(Run.LastStage.TRAIN)).getMessage();
      assertTrue(message.contains("an imported network, and a recipe that would train another"));
      assertEquals(imported, Checkpoint.read(other.folder().checkpoint(RunFolder.FLOAT)));
    }
  }
}
