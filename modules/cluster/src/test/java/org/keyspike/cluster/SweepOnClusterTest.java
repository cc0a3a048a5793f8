package org.keyspike.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.LocalExecutor;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.sweep.Combination;
import org.keyspike.experiment.sweep.Sweep;
import org.keyspike.experiment.sweep.SweepResults;
import org.keyspike.experiment.sweep.SweepRun;
import org.keyspike.experiment.sweep.Variation;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.Recipe;

/** A sweep on two worker processes, one of which is killed in the middle. */
@Tag("slow")
class SweepOnClusterTest {
  private static final int EPOCHS = 40;
  private static final String RECIPE =
      """
      dataset: {kind: tones}
      frontend: {bands: 12, gain: 8}
      network: {layers: [8], readoutHidden: 6}
      training: {engine: vector, epochs: %d, batchSize: 6, learningRate: 0.01, threads: 1}
      """
          .formatted(EPOCHS);

  @TempDir Path folder;
  private Path file;

  /** Once: it is read while the sweep and the killer are at work. */
  @BeforeEach
  void writeRecipe() throws IOException {
    file = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
  }

  private List<List<SweepRun>> runs(String sweep) throws IOException {
    List<List<SweepRun>> runs = new ArrayList<>();
    for (Combination combination :
        Combination.all(List.of(Variation.parse("training.learningRate=0.01,1e30")))) {
      Recipe recipe = Recipe.read(file, combination.assignments());
      runs.add(
          SweepRun.ofSeeds(
              folder.resolve(sweep), RunGoal.TRAIN, combination, recipe, List.of(1L, 2L)));
    }
    return runs;
  }

  private SweepResults sweep(String name, RunExecutor executor) throws IOException {
    Path cache = folder.resolve("cache");
    return new Sweep(folder.resolve(name), RunGoal.TRAIN, executor, cache, ProgressListener.NONE)
        .perform(runs(name));
  }

  /** The folders of the runs that learn. */
  private List<Path> learning(String sweep) throws IOException {
    return runs(sweep).get(0).stream().map(run -> run.folder().path()).toList();
  }

  /** Epochs that are done, at least; 0 while the folder is made or moved. */
  private static int epochs(Path run) throws IOException {
    try (Stream<Path> work = Files.walk(run.resolve("work"))) {
      for (Path file : work.filter(one -> one.endsWith("metrics.jsonl")).toList()) {
        return Files.readAllLines(file).size();
      }
      return 0;
    } catch (NoSuchFileException | UncheckedIOException e) {
      return 0;
    }
  }

  /**
   * Kills the worker that is at a run when some epochs of it are done.
   *
   * @return the run folder
   */
  private Path killInTheMiddle() {
    try {
      List<Path> runs = learning("cluster");
      while (true) {
        for (Path run : runs) {
          if (epochs(run) >= 3) {
            String said = Files.readString(run.resolve("said.txt"));
            long process = Long.parseLong(said.replaceAll("(?s).*process (\\d+).*", "$1"));
            assertTrue(ProcessHandle.of(process).orElseThrow().destroyForcibly());
            return run;
          }
        }
        Thread.sleep(5);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Timeout(900)
  void aKilledWorkerChangesNoByte() throws Exception {
    sweep("alone", new LocalExecutor(folder.resolve("cache"), ProgressListener.NONE));
    Path killed;
    try (SparkCluster cluster = TestCluster.open(TestCluster.TWO_WORKERS)) {
      CompletableFuture<Path> kill = CompletableFuture.supplyAsync(this::killInTheMiddle);
      SweepResults results = sweep("cluster", cluster.runs(folder.resolve("cache")));
      assertFalse(results.complete(), "a rate of 1e30 diverges");
      killed = kill.get(1, TimeUnit.MINUTES);
    }
    String log = Files.readString(killed.resolve("log.txt"));
    assertEquals(2, count(log, ": train: …"), "two attempts");
    assertEquals(1, count(log, "epoch 1/" + EPOCHS), "the second goes on: " + log);
    List<String> said = Files.readAllLines(killed.resolve("said.txt"));
    assertEquals(3, said.size(), "two that learned and one that tested");
    assertTrue(said.get(1).endsWith("attempt 2"), said::toString);
    assertEquals(
        Files.readString(folder.resolve("alone/sweep.json")),
        Files.readString(folder.resolve("cluster/sweep.json")));
    assertSame("choice.json");
    for (Path learned : learning("alone")) {
      Path run = folder.resolve("alone").relativize(learned);
      assertSame(run.resolve("checkpoints/float.safetensors").toString());
      assertSame(run.resolve("test/float.csv").toString());
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private void assertSame(String file) throws IOException {
    byte[] alone = Files.readAllBytes(folder.resolve("alone").resolve(file));
    assertArrayEquals(alone, Files.readAllBytes(folder.resolve("cluster").resolve(file)), file);
  }
}
