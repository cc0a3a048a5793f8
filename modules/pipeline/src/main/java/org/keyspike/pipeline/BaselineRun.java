package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.BaselineRecipe;
import org.keyspike.pipeline.results.BaselineResults;

/**
 * The run of a convolutional baseline in a run folder: from a recipe to a DS-CNN of 8-bit integers
 * that was scored on the test part. Clips, features, augmentation and splits are those of spiking
 * networks. A stage whose inputs are unchanged is skipped, and a killed training goes on.
 */
public final class BaselineRun {
  /** Name of the checkpoint of 8-bit integers. */
  static final String INTEGERS = "8-bit";

  private final BaselineRecipe recipe;
  private final RunFolder folder;
  private final Path cache;
  private final ProgressListener progress;
  private Features features;

  private BaselineRun(
      BaselineRecipe recipe, RunFolder folder, Path cache, ProgressListener progress) {
    this.recipe = recipe;
    this.folder = folder;
    this.cache = cache;
    this.progress = progress;
  }

  /** Where the results are. */
  public static Path results(RunFolder folder) {
    return folder.path().resolve("baseline.json");
  }

  /** Where the network of 8-bit integers is. */
  public static Path integers(RunFolder folder) {
    return folder.checkpoint(INTEGERS);
  }

  /** Whether a folder is that of a finished one. */
  public static boolean finished(RunFolder folder) {
    return Files.isRegularFile(results(folder)) && Files.isRegularFile(integers(folder));
  }

  /**
   * Opens a run folder; nothing is written into it before {@link #perform}.
   *
   * @throws org.keyspike.io.InputException if it is no run folder and has files of the names that
   *     runs write
   */
  public static BaselineRun open(
      BaselineRecipe recipe, RunFolder folder, Path cache, ProgressListener progress)
      throws IOException {
    folder.requireOwn(recipe.bytes());
    return new BaselineRun(recipe, folder, cache, progress);
  }

  /**
   * Writes recipe and environment into the folder, then trains, quantizes and scores.
   *
   * @return what was done, in order
   * @throws org.keyspike.io.InputException if another run is at work in the folder
   */
  public List<CompletedStage> perform() throws IOException {
    RunLock lock = RunLock.take(folder);
    LogFile log = LogFile.open(folder.log());
    try {
      AtomicFiles.write(folder.recipe(), recipe.bytes());
      AtomicFiles.write(folder.environment(), Environment.now().json());
      return new Pipeline(folder, progress)
          .run(List.of(new BaselineTrainStage(this), new BaselineScoreStage(this)));
    } finally {
      log.close();
      lock.close();
    }
  }

  /** What it found. */
  public BaselineResults results() throws IOException {
    return BaselineResults.read(results(folder));
  }

  BaselineRecipe recipe() {
    return recipe;
  }

  /** The run folder. */
  public RunFolder folder() {
    return folder;
  }

  Path cache() {
    return cache;
  }

  ProgressListener progress() {
    return progress;
  }

  Features features() throws IOException {
    if (features == null) {
      features = Features.open(recipe.clips(), cache, progress);
    }
    return features;
  }
}
