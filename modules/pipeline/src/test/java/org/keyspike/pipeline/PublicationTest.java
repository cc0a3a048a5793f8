package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.recipe.Recipe;

@Tag("slow")
class PublicationTest {
  @TempDir Path folder;

  @Test
  void aPublishedRunIsARunWithoutPlacesOfThisMachine() throws IOException {
    RunFolder tiny = TinyRun.run();
    Path out = folder.resolve("published");
    List<Path> files = Publication.of(tiny, out, "models/tones", Optional.empty());
    RunFolder published = new RunFolder(out);
    assertTrue(published.exists());
    assertEquals(-1, Files.mismatch(tiny.image(), published.image()));
    assertEquals(-1, Files.mismatch(tiny.trainedClips(), published.trainedClips()));
    assertEquals(Recipe.read(tiny.recipe()), Recipe.read(published.recipe()));
    assertTrue(files.stream().allMatch(Files::exists), files::toString);
    String card = Files.readString(out.resolve("README.md"));
    assertTrue(card.contains("scripts/keyspike evaluate models/tones"), card);
    try (Run run = Run.open(Recipe.read(published.recipe()), out, folder.resolve("cache"))) {
      assertTrue(
          run.perform(Run.LastStage.TRAIN).stream().allMatch(CompletedStage::skipped),
          "training counts as done");
    }
  }

  @Test
  void aRunThatHasNotEndedIsRefused() {
    assertThrows(
        InputException.class,
        () -> Publication.of(new RunFolder(folder), folder.resolve("out"), "x", Optional.empty()));
  }
}
