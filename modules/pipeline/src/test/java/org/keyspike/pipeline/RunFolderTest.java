package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;

class RunFolderTest {
  @TempDir Path path;

  private void make(Path... files) throws IOException {
    for (Path file : files) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }

  @Test
  void filesThatARunWouldWriteOverAreNotLost(@TempDir Path own) throws IOException {
    byte[] recipe = {1, 2};
    new RunFolder(own.resolve("new")).requireOwn(recipe);
    RunFolder folder = new RunFolder(own);
    Files.write(folder.recipe(), recipe);
    folder.requireOwn(recipe);
    Files.writeString(folder.recipe(), "# MY NOTES");
    InputException e = assertThrows(InputException.class, () -> folder.requireOwn(recipe));
    assertTrue(e.found().startsWith("a recipe.yaml in it"), e.getMessage());
    Files.writeString(folder.environment(), "{}");
    folder.requireOwn(recipe);
    Files.delete(folder.recipe());
    assertThrows(InputException.class, () -> folder.requireOwn(recipe));
  }

  @Test
  void theLastPruningHasTheSameNameHoweverManyThereAre() {
    List<String> one = List.of("float", "pruned", "folded", "quantized");
    assertEquals(one, RunFolder.checkpoints(0));
    assertEquals(one, RunFolder.checkpoints(1));
    assertEquals(
        List.of("float", "pruned-1", "pruned-2", "pruned", "folded", "quantized"),
        RunFolder.checkpoints(3));
  }

  @Test
  void aFolderIsARunOnceRecipeAndEnvironmentAreThere() throws IOException {
    RunFolder run = new RunFolder(path);
    make(run.recipe());
    assertFalse(run.exists());
    make(run.environment());
    assertTrue(run.exists());
    assertEquals(Optional.of(run), RunFolder.around(run.image()));
    assertEquals(Optional.of(run), RunFolder.around(run.checkpoint("float")));
    assertEquals(
        Optional.empty(), RunFolder.around(path.resolve("work/prune/step-1/tuned.safetensors")));
  }

  @Test
  void theLatestCheckpointIsThatOfTheLatestStage() throws IOException {
    RunFolder run = new RunFolder(path);
    assertEquals(run.checkpoint("float"), run.latestCheckpoint());
    make(run.checkpoint("float"), run.checkpoint("pruned"));
    assertEquals(run.checkpoint("pruned"), run.latestCheckpoint());
    make(run.quantized());
    assertEquals(run.quantized(), run.latestCheckpoint());
  }

  @Test
  void anAnalysisIsOfTheCheckpointThatIsThere() throws IOException {
    RunFolder run = new RunFolder(path);
    assertFalse(run.analysed());
    make(run.checkpoint("float"), run.analysis());
    Files.setLastModifiedTime(run.checkpoint("float"), FileTime.fromMillis(1_000));
    assertTrue(run.analysed());
    Files.setLastModifiedTime(run.analysis(), FileTime.fromMillis(500));
    assertFalse(run.analysed());
  }
}
