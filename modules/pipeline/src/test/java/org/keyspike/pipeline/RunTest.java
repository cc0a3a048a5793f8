package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.hardware.DetectorDefaults;
import org.keyspike.hardware.ImageDescription;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.AgreedNumbers;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ResultsTable;
import org.keyspike.simulator.Mechanism;
import org.keyspike.verification.Clips;
import org.keyspike.verification.TimingModel;

/** What a run leaves, and what can be asked of it without running it again. */
@Tag("slow")
class RunTest {
  private static RunFolder tiny;

  @TempDir Path folder;

  @BeforeAll
  static void run() throws IOException {
    tiny = TinyRun.run();
  }

  private Run again(RunFolder other) throws IOException {
    return Run.open(Recipe.read(tiny.recipe()), other, TinyRun.cache(), ProgressListener.NONE);
  }

  @Test
  void doesItsStagesInOrder() throws IOException {
    assertEquals(
        List.of(
            "clips", "train", "prune", "fold", "quantize", "detect", "export", "verify", "card"),
        TinyRun.stages().stream().map(CompletedStage::stage).toList());
    assertTrue(TinyRun.stages().stream().noneMatch(CompletedStage::skipped));
    assertTrue(
        TinyRun.stages().get(6).outputs().contains(tiny.image().toString()), "an output of export");
  }

  @Test
  void aStageOfWhichACopyIsThereIsSkipped() throws IOException {
    RunFolder copy = new RunFolder(folder.resolve("copy"));
    Files.createDirectories(copy.path());
    StageCopy.floatNetwork(tiny, copy);
    try (Run run = again(copy)) {
      List<CompletedStage> done = run.perform(Run.LastStage.PRUNE);
      assertEquals(List.of(true, true, false), done.stream().map(CompletedStage::skipped).toList());
    }
    StageCopy.all(tiny, copy);
    try (Run run = again(copy)) {
      assertTrue(run.perform(Run.LastStage.VERIFY).stream().allMatch(CompletedStage::skipped));
      assertEquals(tiny.path().relativize(tiny.image()), copy.path().relativize(copy.image()));
      assertEquals(-1, Files.mismatch(tiny.image(), copy.image()));
      assertTrue(run.finished(Run.LastStage.VERIFY));
    }
  }

  /** The detector changes; what was learned does not. */
  @Test
  void aChangedDetectorTrainsNothingAnew() throws IOException {
    RunFolder copy = new RunFolder(folder.resolve("detector"));
    Files.createDirectories(copy.path());
    StageCopy.all(tiny, copy);
    Recipe recipe =
        Recipe.read(
            tiny.recipe(), List.of(new Assignment("detector.threshold", "0.5", "--set threshold")));
    try (Run run = Run.open(recipe, copy, TinyRun.cache(), ProgressListener.NONE)) {
      assertEquals(
          List.of(true, true, true, true, true, false, false),
          run.perform(Run.LastStage.EXPORT).stream()
              .limit(7)
              .map(CompletedStage::skipped)
              .toList());
    }
    WeightImage image = ImageReader.read(copy.image());
    assertEquals(List.of(16_384, 16_384), thresholds(image));
    assertEquals(List.of(26_214, 26_214), thresholds(ImageReader.read(tiny.image())));
    Target checkpoint = Target.of(copy.quantized());
    assertEquals(
        List.of(16_384, 16_384),
        thresholds(checkpoint.image(checkpoint.model(), 8)),
        "an image of the checkpoint has what its run chose");
    WeightImage other =
        image.withDescription(new ImageDescription(List.of(), image.classes(), Map.of()));
    assertEquals(
        DetectorDefaults.of(image.classes()),
        checkpoint
            .withDetector(other.withDetector(DetectorDefaults.of(image.classes())))
            .detector()
            .orElseThrow(),
        "one of another checkpoint has not");
    String card = Files.readString(copy.modelCard());
    assertTrue(card.contains("threshold 0.5000 (16384 of 32768) for every word"), card);
    assertTrue(card.contains("The threshold was not chosen on this network"), card);
  }

  private static List<Integer> thresholds(WeightImage image) {
    return Arrays.stream(image.detector().orElseThrow().thresholds().values()).boxed().toList();
  }

  /** Answers begin with samples where all of the way is integers. */
  @Test
  void knownAnswersOfAnIntegerFrontEndBeginWithSound() throws IOException {
    try (Run run = Run.open(brief("integer"), folder.resolve("integers"), TinyRun.cache())) {
      run.perform(Run.LastStage.EXPORT);
      KnownAnswers answers = KnownAnswersReader.read(run.folder().answers());
      assertEquals(2, answers.clips().size());
      assertEquals(11, answers.stream().size(), "an answer every 10 frames from the first 100");
      List<Utterance> clips = run.features().dataset().utterances(Split.VALIDATION);
      for (int i = 0; i < 2; i++) {
        // Of six clips the first and the fourth.
        float[] sound = clips.get(3 * i).samples();
        short[] samples = answers.clips().get(i).samples();
        assertEquals(16_000, samples.length);
        for (int s = 0; s < samples.length; s++) {
          assertEquals(Pcm16.of(sound[s]), samples[s]);
        }
        assertArrayEquals(
            Clips.quantized(run.features().part(Split.VALIDATION), 3 * i),
            answers.clips().get(i).features());
      }
      assertTrue(
          Files.readString(run.folder().modelCard())
              .contains("in integers, from 16-bit samples to 8-bit features, 12 bands, gain 2^3"));
    }
    try (Run run = Run.open(brief("float"), folder.resolve("floats"), TinyRun.cache())) {
      run.perform(Run.LastStage.EXPORT);
      KnownAnswers answers = KnownAnswersReader.read(run.folder().answers());
      assertEquals(0, answers.clips().get(0).samples().length);
      assertEquals(List.of(), answers.stream());
    }
  }

  private Recipe brief(String frontEnd) throws IOException {
    return Recipe.read(
        tiny.recipe(),
        List.of(
            new Assignment("frontend.kind", frontEnd, "--set"),
            new Assignment("compression.pruning", "[]", "--set"),
            new Assignment("training.epochs", "1", "--set")));
  }

  @Test
  void oneRunWorksInAFolderAtATime() throws IOException {
    RunFolder own = new RunFolder(folder.resolve("own"));
    try (Run first = again(own)) {
      InputException busy = assertThrows(InputException.class, () -> again(own));
      assertTrue(busy.getMessage().contains("another run"), busy.getMessage());
      assertFalse(first.finished(Run.LastStage.TRAIN));
    }
    again(own).close();
  }

  /** A timing model that is wrong: of another machine, which skips nothing. */
  @Test
  void countsThatTheTimingModelDoesNotPredictAreNotIdentical() throws IOException {
    RunFolder copy = new RunFolder(folder.resolve("unpredicted"));
    StageCopy.all(tiny, copy);
    try (Run run = again(copy)) {
      Results right = run.results();
      assertTrue(right.agreement().identical());
      assertEquals(Optional.of(0L), right.agreement().unpredicted());
      String said =
          new VerifyStage(
                  run,
                  (image, machine) ->
                      TimingModel.analytical(image, machine.without(Mechanism.ZERO_SKIPPING)))
              .perform();
      Results wrong = run.results();
      assertTrue(said.startsWith("NOT identical"), said);
      assertFalse(wrong.agreement().identical());
      assertEquals(0, wrong.agreement().mismatches());
      assertEquals(Optional.of(wrong.agreement().clips()), wrong.agreement().unpredicted());
      assertEquals(right.rows(), wrong.rows());
    }
  }

  /** u of every layer, step and neuron of the QAT forward, counted by hand. */
  @Test
  void potentialsOfTheForwardPassAreCompared() throws IOException {
    Results.Agreement agreement = Results.read(tiny.results()).agreement();
    assertEquals(Optional.of(agreement.frames() * (10 + 8)), agreement.forwardPotentials());
    // Read back from the file: every clip, its features from the sound, its detections twice.
    AgreedNumbers numbers = agreement.numbers().orElseThrow();
    assertEquals(agreement.frames() * 12, numbers.compared().features());
    assertEquals(2 * agreement.clips(), numbers.compared().detections());
    assertEquals(agreement.clips(), numbers.stream().clips());
    assertTrue(numbers.stream().answers() > 0);
    assertTrue(numbers.stream().comparison().identical());
    assertTrue(
        ResultsTable.agreement(agreement).contains(" potentials (10,800 of the QAT forward), "),
        () -> ResultsTable.agreement(agreement));
    assertTrue(Files.readString(tiny.modelCard()).contains(ResultsTable.agreement(agreement)));
  }

  @Test
  void theLedgerEndsWithTheImage() throws IOException {
    CompressionLedger ledger = CompressionLedger.read(tiny.compressionLedger());
    assertEquals(Files.size(tiny.image()), ledger.stage(CompressionLedger.IMAGE).size().bytes());
    assertEquals(
        1 - (double) Files.size(tiny.image()) / ledger.stage("float").size().bytes(),
        ledger.savings().bytes());
  }

  @Test
  void costsAreThoseOfTheImage() throws IOException {
    try (Run run = again(new RunFolder(folder.resolve("costs")))) {
      StageCopy.all(tiny, run.folder());
      CompressionCost cost = CompressionCost.of(run);
      assertEquals(Files.size(tiny.image()), cost.bytes());
      assertTrue(cost.mmacs() > 0);
      long estimated =
          CompressionCost.estimatedBytes(
              tiny.checkpoint(RunFolder.FLOAT),
              Recipe.read(tiny.recipe()),
              run.features(),
              ProgressListener.NONE);
      // Class names are in both; the estimate has no provenance.
      assertTrue(estimated > 0 && estimated < cost.bytes(), estimated + " of " + cost.bytes());
    }
  }

  @Test
  void everySaliencyStartsFromTheWholeNetwork() throws IOException {
    try (Run run = again(new RunFolder(folder.resolve("saliencies")))) {
      StageCopy.floatNetwork(tiny, run.folder());
      SaliencyComparison comparison = SaliencyComparison.of(run);
      assertEquals(4, comparison.rows().size());
      double count = run.features().part(Split.VALIDATION).size();
      for (SaliencyComparison.Row row : comparison.rows()) {
        assertEquals(row.sparsities().size(), row.accuracies().size());
        for (double accuracy : row.accuracies()) {
          assertEquals(Math.rint(accuracy * count), accuracy * count, 1e-9);
        }
      }
      assertTrue(comparison.text().contains("| magnitude"), comparison::text);
      assertTrue(Files.exists(run.folder().path().resolve("saliencies.json")));
    }
  }
}
