package org.keyspike.experiment.budget;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.keyspike.evaluation.Interval;
import org.keyspike.hardware.Packing;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.CompressionCost;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.StageCopy;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.ScoredAccuracy;

/**
 * Looks for the rung of the {@link BudgetRung} ladder that keeps to a {@link Budget}.
 *
 * <p>Accuracy is that of the validation part, its mean over speakers where they are known. With a
 * limit on size or work it is the largest one within them: accuracy falls down the ladder. With a
 * limit on lost accuracy alone it is the smallest one within that, found by bisection. A rung that
 * was tried in an earlier search of the run is not compressed again.
 */
public final class BudgetSearch {
  private final Recipe recipe;
  private final RunFolder run;
  private final Path cache;
  private final ProgressListener progress;
  private final Features features;
  private final Budget budget;
  private final ScoredAccuracy floats;
  private final List<BudgetRung> ladder = BudgetRung.ladder();
  private final TreeMap<Integer, BudgetResult.Tried> tried = new TreeMap<>();

  /**
   * @param run that has trained
   * @param features of its recipe
   */
  public BudgetSearch(
      Recipe recipe,
      RunFolder run,
      Path cache,
      ProgressListener progress,
      Features features,
      Budget budget)
      throws IOException {
    this.recipe = recipe;
    this.run = run;
    this.cache = cache;
    this.progress = progress;
    this.features = features;
    this.budget = budget;
    floats = PartResult.read(run.validation(RunFolder.FLOAT)).row().score();
  }

  /** Searches, and gives the run what the rung left that is taken. */
  public BudgetResult perform() throws IOException {
    if (budget.bytes().isEmpty() && budget.mmacs().isEmpty()) {
      smallestAccurate();
    } else {
      largestThatFits();
    }
    BudgetResult.Tried chosen = chosen();
    StageCopy.all(folder(chosen.rung()), run);
    BudgetResult result =
        new BudgetResult(
            budget,
            floats.speakerMean().isPresent() ? Interval.Unit.SPEAKERS : Interval.Unit.CLIPS,
            choosing(floats),
            new ArrayList<>(tried.values()),
            chosen.rung(),
            budget.fits(chosen) && budget.accurate(chosen));
    result.write(run.path().resolve("budget.json"));
    result.draw(run.path().resolve("budget.png"));
    return result;
  }

  /** The recipe with the compression of a rung. */
  public Recipe recipe(int rung) {
    return recipe.withCompression(ladder.get(rung).of(recipe.compression()), Packing.COMPRESSED);
  }

  private void smallestAccurate() throws IOException {
    int within = -1;
    int beyond = ladder.size();
    while (beyond - within > 1) {
      int middle = (within + beyond) / 2;
      if (budget.accurate(attempt(middle))) {
        within = middle;
      } else {
        beyond = middle;
      }
    }
  }

  private void largestThatFits() throws IOException {
    for (BudgetRung rung : ladder) {
      boolean tooLarge =
          budget.bytes().isPresent()
              && rung.number() < ladder.size() - 1
              && estimate(rung.number()) > budget.bytes().get();
      if (!tooLarge && budget.fits(attempt(rung.number()))) {
        return;
      }
    }
  }

  /** Of those tried that keep to the budget the most accurate, or the smallest if none is to be. */
  private BudgetResult.Tried chosen() {
    boolean sizes = budget.bytes().isPresent() || budget.mmacs().isPresent();
    Comparator<BudgetResult.Tried> better =
        sizes
            ? Comparator.comparingDouble(BudgetResult.Tried::accuracy)
            : Comparator.comparingLong(one -> -one.bytes());
    return tried.values().stream()
        .filter(one -> budget.fits(one) && budget.accurate(one))
        .max(better)
        .or(() -> tried.values().stream().filter(budget::fits).max(better))
        .orElseGet(() -> sizes ? tried.lastEntry().getValue() : tried.firstEntry().getValue());
  }

  private long estimate(int rung) throws IOException {
    return CompressionCost.estimatedBytes(
        run.checkpoint(RunFolder.FLOAT), recipe(rung), features, progress);
  }

  private BudgetResult.Tried attempt(int rung) throws IOException {
    String label = ladder.get(rung).label();
    progress.note("budget    trying " + label);
    RunFolder folder = folder(rung);
    StageCopy.floatNetwork(run, folder);
    try (Run attempt = Run.open(recipe(rung), folder, cache, progress, features)) {
      attempt.perform(Run.LastStage.EXPORT);
      CompressionCost cost = CompressionCost.of(attempt);
      BudgetResult.Tried one =
          new BudgetResult.Tried(
              rung,
              label,
              cost.bytes(),
              cost.mmacs(),
              choosing(cost.accuracy()),
              100 * (choosing(floats) - choosing(cost.accuracy())));
      tried.put(rung, one);
      return one;
    }
  }

  /** The mean over speakers, or the accuracy of all clips where that of float has none. */
  private double choosing(ScoredAccuracy scored) {
    return floats.speakerMean().isPresent() ? scored.choosing() : scored.accuracy();
  }

  private RunFolder folder(int rung) {
    return new RunFolder(run.path().resolve("budget").resolve("level-" + rung));
  }
}
