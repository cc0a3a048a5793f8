package org.keyspike.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.sweep.Combination;
import org.keyspike.experiment.sweep.QuestionResults;
import org.keyspike.experiment.sweep.QuestionVariant;
import org.keyspike.experiment.sweep.Sweep;
import org.keyspike.experiment.sweep.SweepResults;
import org.keyspike.experiment.sweep.SweepRun;
import org.keyspike.experiment.sweep.Variation;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.Recipe;

/** A sweep without the command line, in this process. */
@Tag("slow")
class SweepFromJavaTest {
  private static final String RECIPE =
      """
      dataset:
        kind: synthesized
        words: [yes, no]
        synthesis:
          trainSpeakers: 2
          validationSpeakers: 1
          testSpeakers: 1
          utterancesPerSpeaker: 1
          minSnrDb: 20
      frontend: {bands: 8, gain: 8}
      network: {layers: [6], readoutHidden: 4}
      training: {epochs: 2, batchSize: 2, learningRate: 0.01, threads: 1}
      """;

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  private final ProgressListener progress =
      new ProgressListener() {
        @Override
        public void note(String line) {
          notes.add(line);
        }

        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long n) {}

        @Override
        public void end() {}
      };

  private SweepResults sweep() throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Path cache = folder.resolve("cache");
    Path to = folder.resolve("sweep");
    List<List<SweepRun>> runs = new ArrayList<>();
    for (Combination combination :
        Combination.all(List.of(Variation.parse("training.learningRate=0.01,1e30")))) {
      Recipe recipe = Recipe.read(file, combination.assignments());
      runs.add(SweepRun.ofSeeds(to, RunGoal.TRAIN, combination, recipe, List.of(1L, 2L)));
    }
    LocalExecutor executor = new LocalExecutor(cache, ProgressListener.NONE);
    return new Sweep(to, RunGoal.TRAIN, executor, cache, progress).perform(runs);
  }

  @Test
  void learnsChoosesAndTestsWithTwoSeeds() throws IOException {
    SweepResults results = sweep();
    SweepResults.Entry good = results.combinations().get(0);
    assertTrue(good.chosen());
    assertEquals(2, good.validation().orElseThrow().runs());
    assertEquals(2, good.test().orElseThrow().runs());
    assertEquals(List.of(1L, 2L), results.seeds());
    SweepResults.Entry bad = results.combinations().get(1);
    assertEquals(Optional.empty(), bad.test());
    for (SweepResults.RunEntry run : bad.runs()) {
      assertTrue(run.failure().orElseThrow().startsWith("train"), () -> run.failure().toString());
    }
    assertEquals(results, SweepResults.read(folder.resolve("sweep/sweep.json")));
    SweepResults again = sweep();
    assertEquals(results, again);
    assertTrue(notes.contains("test      2 of 2 unchanged, skipped"), () -> notes.toString());
  }

  /** Two ways to compress one float network, which is trained and analysed once. */
  @Test
  void runsThatDifferInTheirCompressionAreAnalysedOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Path to = folder.resolve("asked");
    List<QuestionVariant> answers = new ArrayList<>();
    for (Combination combination :
        Combination.all(List.of(Variation.parse("compression.quantization.weightBits=4,3")))) {
      Recipe recipe = Recipe.read(file, combination.assignments());
      answers.add(
          new QuestionVariant(
              "bits",
              combination.label(),
              SweepRun.ofSeeds(to, RunGoal.QUANTIZE, combination, recipe, List.of(1L))));
    }
    LocalExecutor executor = new LocalExecutor(folder.resolve("cache"), ProgressListener.NONE);
    QuestionResults results =
        new Sweep(to, RunGoal.QUANTIZE, executor, folder.resolve("cache"), progress)
            .answer(answers);
    assertTrue(results.complete());
    assertEquals(
        1, notes.stream().filter(note -> note.startsWith("analyse")).count(), notes::toString);
    assertEquals(results.answers().get(0).analysis(), results.answers().get(1).analysis());
    assertTrue(results.answers().get(1).analysis().operations().isPresent());
  }
}
