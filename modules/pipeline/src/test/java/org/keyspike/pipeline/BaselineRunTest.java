package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.BaselineRecipe;
import org.keyspike.pipeline.results.BaselineResults;
import org.keyspike.training.dscnn.IntegerDsCnn;

/** A DS-CNN all the way from tones to 8-bit integers. */
@Tag("slow")
class BaselineRunTest {
  private static final String RECIPE =
      """
      dataset: {kind: tones}
      frontend: {bands: 12, gain: 8}
      baseline: {coefficients: 4, channels: 4, blocks: 1}
      training: {epochs: 2, batchSize: 6, learningRate: 0.01}
      """;

  @TempDir Path folder;

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("baseline.yaml"), RECIPE);
  }

  @Test
  void trainedQuantizedAndScored() throws IOException {
    BaselineRecipe recipe = BaselineRecipe.read(file(), List.of());
    assertTrue(BaselineRecipe.is(file()));
    RunFolder there = new RunFolder(folder.resolve("run"));
    BaselineRun run = BaselineRun.open(recipe, there, TinyRun.cache(), ProgressListener.NONE);
    List<CompletedStage> done = run.perform();
    assertEquals(List.of("train", "score"), done.stream().map(CompletedStage::stage).toList());
    assertTrue(BaselineRun.finished(there));
    BaselineResults results = run.results();
    assertEquals(
        List.of("float validation", "float test", "8-bit test"),
        results.rows().stream().map(row -> row.stage() + " " + row.part()).toList());
    IntegerDsCnn network = IntegerDsCnn.read(BaselineRun.integers(there));
    assertEquals(network.bytes(), results.bytes());
    assertEquals(network.spec().parameterCount(), results.parameters());
    assertEquals(results.origin().data(), network.provenance().get("data"));
    assertTrue(results.zeros() > 0 && results.zeros() < 1, results::text);
    assertTrue(results.text().contains("8-bit"), results::text);
    Path copy = folder.resolve("copy.json");
    results.write(copy);
    assertEquals(results, BaselineResults.read(copy));
    BaselineRun again =
        BaselineRun.open(
            BaselineRecipe.read(there.recipe(), List.of()),
            there,
            TinyRun.cache(),
            ProgressListener.NONE);
    try (RunLock other = RunLock.take(there)) {
      InputException busy = assertThrows(InputException.class, again::perform);
      assertEquals("another run at work in it", busy.found(), other.toString());
    }
    assertTrue(again.perform().stream().allMatch(CompletedStage::skipped));
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    Path file = file();
    Assignment channels = new Assignment("baseline.channels", "0", "--set");
    assertThrows(InputException.class, () -> BaselineRecipe.read(file, List.of(channels)));
    Path layers = Files.writeString(folder.resolve("layers.yaml"), RECIPE + "network: {}\n");
    assertThrows(InputException.class, () -> BaselineRecipe.read(layers, List.of()));
    Path none = Files.writeString(folder.resolve("none.yaml"), "baseline: {blocks: 1}\n");
    InputException e =
        assertThrows(InputException.class, () -> BaselineRecipe.read(none, List.of()));
    assertTrue(e.getMessage().contains("dataset"), e.getMessage());
    assertFalse(BaselineRecipe.is(folder.resolve("nothing.yaml")));
    assertFalse(BaselineRecipe.is(TinyRun.run().recipe()));
  }
}
