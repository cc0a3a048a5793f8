package org.keyspike.experiment.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.compression.PruningSettings;
import org.keyspike.experiment.CopiedRun;
import org.keyspike.hardware.Packing;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.Recipe;

@Tag("slow")
class BudgetSearchTest {
  private static final Optional<Long> ANY_SIZE = Optional.empty();
  private static final Optional<Double> ANY = Optional.empty();

  @TempDir Path folder;
  private RunFolder run;
  private Recipe recipe;
  private Features features;

  @BeforeEach
  void copyARunThatHasTrained() throws IOException {
    run = CopiedRun.to(folder.resolve("run"));
    recipe = Recipe.read(run.recipe());
    features = Features.open(recipe, TinyRun.cache(), ProgressListener.NONE);
  }

  private BudgetSearch search(Budget budget) throws IOException {
    return new BudgetSearch(recipe, run, TinyRun.cache(), ProgressListener.NONE, features, budget);
  }

  private byte[] image(int rung) throws IOException {
    return Files.readAllBytes(
        new RunFolder(run.path().resolve("budget").resolve("level-" + rung)).image());
  }

  @Test
  void theWholeNetworkIsTakenIfItFits() throws IOException {
    Budget budget = Budget.of(Optional.of(1_000_000L), ANY, ANY);
    BudgetResult result = search(budget).perform();
    assertEquals(List.of(0), result.tried().stream().map(BudgetResult.Tried::rung).toList());
    assertEquals(0, result.chosen());
    assertTrue(result.kept());
    assertEquals(Files.size(run.image()), result.tried().get(0).bytes());
    assertArrayEquals(image(0), Files.readAllBytes(run.image()), "the rung's image is the run's");
    assertEquals(result, BudgetResult.read(run.path().resolve("budget.json")));
    assertTrue(Files.size(run.path().resolve("budget.png")) > 0);
  }

  @Test
  void theSmallestComesNearestToWhatNothingKeeps() throws IOException {
    BudgetResult result = search(Budget.of(Optional.of(10L), ANY, ANY)).perform();
    int last = BudgetRung.ladder().size() - 1;
    assertEquals(last, result.chosen());
    assertFalse(result.kept());
    assertEquals(
        List.of(last),
        result.tried().stream().map(BudgetResult.Tried::rung).toList(),
        "what is estimated to be too large is not compressed");
  }

  @Test
  void lostAccuracyIsSearchedByBisection() throws IOException {
    BudgetResult result = search(Budget.of(ANY_SIZE, ANY, Optional.of(100.0))).perform();
    assertEquals(
        List.of(4, 7, 8, 9),
        result.tried().stream().map(BudgetResult.Tried::rung).toList(),
        "every rung is accurate enough: from the middle to the smallest");
    BudgetResult.Tried smallest =
        result.tried().stream()
            .min(Comparator.comparingLong(BudgetResult.Tried::bytes))
            .orElseThrow();
    assertEquals(smallest.rung(), result.chosen());
    assertTrue(result.kept());
    for (BudgetResult.Tried one : result.tried()) {
      assertEquals(100 * (result.floatAccuracy() - one.accuracy()), one.drop(), 1e-9);
    }
  }

  @Test
  void recipesGetTheCompressionOfTheirRung() throws IOException {
    BudgetSearch search = search(Budget.of(ANY_SIZE, ANY, ANY));
    Recipe whole = search.recipe(0);
    assertEquals(List.of(), whole.compression().pruning());
    assertEquals(Packing.COMPRESSED, whole.hardware().packing());
    assertEquals(recipe.compression().quantization(), whole.compression().quantization());
    Recipe smallest = search.recipe(BudgetRung.ladder().size() - 1);
    assertEquals(2, smallest.compression().pruning().size());
    assertTrue(smallest.compression().pruning().get(0) instanceof PruningSettings.Neurons);
    assertTrue(smallest.compression().pruning().get(1) instanceof PruningSettings.Weights);
  }
}
