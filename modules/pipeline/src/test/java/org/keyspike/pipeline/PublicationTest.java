package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.simulator.Architecture;

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
    assertEquals(-1, Files.mismatch(tiny.detector(), published.detector()));
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

  /** A recipe that names a preset is resolved to a path, of which there is nothing to copy. */
  @Test
  void aPresetKeepsItsName() throws IOException {
    RunFolder named = copyWith("simulation.architecture=fpga");
    Path out = folder.resolve("published");
    Publication.of(named, out, "models/tones", Optional.empty());
    assertFalse(Files.exists(out.resolve("arch.yaml")));
    Recipe published = Recipe.read(new RunFolder(out).recipe());
    assertEquals(Architecture.preset("fpga").lanes(), published.simulation().lanes(1));
  }

  /** Other words are part of what a spotter was trained with. */
  @Test
  void aListOfWordsIsPublishedToo() throws IOException {
    Path list = Files.writeString(folder.resolve("my-list.txt"), "Haus\nGarten\n");
    ObjectNode dataset = JsonNodeFactory.instance.objectNode();
    Publication.publishWords(dataset, folder);
    assertFalse(Files.exists(folder.resolve("words.txt")));
    dataset.putObject("negatives").put("list", list.toString());
    Publication.publishWords(dataset, folder);
    assertEquals("words.txt", dataset.at("/negatives/list").asText());
    assertEquals("Haus\nGarten\n", Files.readString(folder.resolve("words.txt")));
  }

  @Test
  void theLanguageIsTheRecipes() throws IOException {
    DatasetSettings german =
        new DatasetSettings(
            "custom", null, null, null, List.of("ja"), null, null, null, null, null, "de");
    assertEquals(Optional.of("de"), Publication.language(german, List.of("ja")));
    DatasetSettings english = new DatasetSettings("custom", null, null, null, List.of("ja"), null);
    assertEquals(Optional.of("en"), Publication.language(english, List.of("ja")));
  }

  private RunFolder copyWith(String setting) throws IOException {
    RunFolder tiny = TinyRun.run();
    RunFolder named = new RunFolder(folder.resolve("named"));
    try (Stream<Path> files = Files.walk(tiny.path())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = named.path().resolve(tiny.path().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Recipe.read(tiny.recipe(), List.of(Assignment.parse(setting, "--set"))).write(named.recipe());
    return named;
  }

  @Test
  void aTeacherIsPublishedToo() throws IOException {
    Path teacher = TinyRun.run().path();
    RunFolder taught = copyWith("compression.recovery.teacher=" + teacher);
    Path out = folder.resolve("published");
    Publication.of(taught, out, "models/tones", Optional.empty());
    Path copy = out.resolve("compression-teacher.safetensors");
    assertEquals(-1, Files.mismatch(TinyRun.run().checkpoint(RunFolder.FLOAT), copy));
    assertFalse(Files.readString(out.resolve("recipe.yaml")).contains(teacher.toString()));
    assertEquals(copy, Recipe.read(new RunFolder(out).recipe()).compression().recovery().teacher());
  }

  @Test
  void aRunThatHasNotEndedIsRefused() {
    assertThrows(
        InputException.class,
        () -> Publication.of(new RunFolder(folder), folder.resolve("out"), "x", Optional.empty()));
  }
}
