package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.contamination.ClipIdentity;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.io.Hashes;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.mining.MinedClips;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.Results;
import org.keyspike.training.TrainingSettings;

/**
 * A run of one synthesised word, whose network hears the clips of the word once more as talk: all
 * of them are false alarms, as far as it has learned anything.
 */
@Tag("slow")
class MiningRunTest {
  private static final String RECIPE =
      """
      dataset:
        kind: custom
        words: [computer]
        synthesis: {trainSpeakers: 3, validationSpeakers: 1, testSpeakers: 1, utterancesPerSpeaker: 2, minSnrDb: 5}
        negatives: {perSpeaker: 2, sentencesPerSpeaker: 1, silencePerSpeaker: 1, words: []}
      frontend: {bands: 12, gain: 8}
      network: {layers: [10], readoutHidden: 6}
      training: {engine: vector, epochs: 2, batchSize: 6, learningRate: 0.01, threads: 1}
      mining:
        {rounds: 2, talk: talk, hours: 0, threshold: 0.2, nearMiss: 0.01, most: 3, perSource: 2, epochs: 1, validationHours: 0}
      compression:
        pruning: [{kind: weights, sparsity: 0.3, epochs: 1, learningRate: 0.002}]
        quantization: {epochs: 1, learningRate: 0.001}
      """;

  @TempDir static Path shared;

  private static Path recipe;
  private static RunFolder done;
  private static List<CompletedStage> stages;

  @BeforeAll
  static void run() throws IOException {
    recipe = Files.writeString(shared.resolve("r.yaml"), RECIPE);
    Path talk = Files.createDirectories(shared.resolve("talk"));
    Recipe read = Recipe.read(recipe);
    List<Utterance> clips =
        Datasets.open(read.dataset(), cache(), read.seed(), ProgressListener.NONE)
            .utterances(Split.TRAIN);
    for (int i = 0; i < clips.size(); i++) {
      Files.copy(clips.get(i).file(), talk.resolve(i + ".wav"));
    }
    done = new RunFolder(shared.resolve("run"));
    stages = perform(done, Run.LastStage.VERIFY);
  }

  private static Path cache() {
    return shared.resolve("cache");
  }

  private static List<CompletedStage> perform(RunFolder folder, Run.LastStage last)
      throws IOException {
    try (Run run = Run.open(Recipe.read(recipe), folder.path(), cache())) {
      return run.perform(last);
    }
  }

  private static List<String> worked(List<CompletedStage> all) {
    return all.stream().filter(one -> !one.skipped()).map(CompletedStage::stage).toList();
  }

  /** A copy of the run, of which the test may destroy what it wants. */
  private RunFolder copy(String name) throws IOException {
    RunFolder copy = new RunFolder(shared.resolve(name));
    try (Stream<Path> files = Files.walk(done.path())) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, copy.path().resolve(done.path().relativize(file)));
      }
    }
    return copy;
  }

  private static void assertSame(RunFolder other) throws IOException {
    for (String file :
        List.of(
            "checkpoints/trained.safetensors",
            "checkpoints/mined-1.safetensors",
            "checkpoints/float.safetensors",
            "mining/round-1/clips.json",
            "trained-on.bin")) {
      assertEquals(-1, Files.mismatch(done.path().resolve(file), other.path().resolve(file)), file);
    }
  }

  @Test
  void everyRoundListensAndTrains() throws IOException {
    assertEquals(
        List.of("clips", "train", "mine-1", "retrain-1", "mine-2", "retrain-2", "prune"),
        stages.stream().map(CompletedStage::stage).limit(7).toList());
    MinedClips mined = MinedClips.read(done.minedClips(1));
    assertEquals(3, mined.clips().size(), stages.get(2).summary());
    assertTrue(mined.clips().stream().allMatch(clip -> clip.word().equals("computer")));
    assertTrue(stages.get(2).summary().contains("3 clips"), stages.get(2).summary());
    assertTrue(stages.get(2).summary().contains("taken for computer 3"), stages.get(2).summary());
    String trained = Hashes.sha256Hex(done.checkpoint(RunFolder.TRAINED));
    assertFalse(trained.equals(Hashes.sha256Hex(done.checkpoint("mined-1"))));
    String metrics = Files.readString(done.metrics());
    assertTrue(metrics.contains("retrain-1") && metrics.contains("retrain-2"), metrics);
  }

  /** Every round learns from what it found and what was found before; later stages from all. */
  @Test
  void whatWasMinedJoinsTheTrainingPartAsUnknown() throws IOException {
    try (Run run = Run.open(Recipe.read(recipe), copy("epochs").path(), cache())) {
      TrainingSettings settings = run.recipe().training();
      int own = run.features().part(Split.TRAIN).size();
      assertEquals(own, run.epochs(settings, 0).clips());
      assertEquals(own + 3, run.epochs(settings, 1).clips());
      assertEquals(own + 6, run.epochs(settings).clips());
      List<String> classes = run.features().dataset().classes();
      for (Utterance clip : Mining.clips(run.folder(), 2, classes)) {
        assertEquals("_unknown_", classes.get(clip.labels()[0]));
      }
    }
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws IOException {
    assertEquals(List.of(), worked(perform(copy("again"), Run.LastStage.PRUNE)));
  }

  /** Also what raised no alarm: to be judged by that alone would be too kind. */
  @Test
  void allTalkThatWasHeardCountsAsTrainedWith() throws IOException {
    TrainedClips trained = TrainedClips.read(done.trainedClips());
    try (Stream<Path> files = Files.list(shared.resolve("talk"))) {
      for (Path file : files.toList()) {
        assertTrue(trained.part(ClipIdentity.of(file)).isPresent(), file.toString());
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    RunFolder other = new RunFolder(shared.resolve("other"));
    perform(other, Run.LastStage.TRAIN);
    assertSame(other);
  }

  /** A kill in a round: part of its clips is there, the ledger knows nothing of it. */
  @Test
  void aRoundThatWasCutOffIsDoneAgain() throws IOException {
    RunFolder copy = copy("killed");
    Files.delete(MinedClips.list(copy.minedClips(1)));
    Files.delete(copy.minedClips(1).resolve(firstClip()));
    assertEquals(List.of("mine-1"), worked(perform(copy, Run.LastStage.PRUNE)));
    assertSame(copy);
  }

  /** A sound file that is damaged is found again, and nothing is learned anew. */
  @Test
  void aDamagedClipIsCutAgain() throws IOException {
    RunFolder copy = copy("damaged");
    Files.writeString(copy.minedClips(1).resolve(firstClip()), "no sound");
    assertEquals(List.of("mine-1"), worked(perform(copy, Run.LastStage.PRUNE)));
    assertSame(copy);
  }

  /** A state of a training that looks the same but has other clips is not gone on from. */
  @Test
  void aStateOfOtherClipsIsForgotten() throws IOException {
    RunFolder copy = copy("state");
    Path work = copy.work("retrain-1");
    Files.writeString(work.resolve("of.txt"), "another training");
    Files.delete(copy.checkpoint("mined-1"));
    assertEquals(List.of("retrain-1"), worked(perform(copy, Run.LastStage.PRUNE)));
    assertSame(copy);
  }

  @Test
  void aCopyOfTheFloatNetworkNeedsNoMining() throws IOException {
    RunFolder copy = new RunFolder(shared.resolve("copied"));
    Files.createDirectories(copy.path());
    StageCopy.floatNetwork(done, copy);
    assertEquals(List.of("prune"), worked(perform(copy, Run.LastStage.PRUNE)));
  }

  @Test
  void theResultsAndTheCardSayWhatWasMined() throws IOException {
    String remark = "hard negatives were mined in 2 rounds";
    assertTrue(Results.read(done.results()).remarks().stream().anyMatch(r -> r.contains(remark)));
    assertTrue(Files.readString(done.modelCard()).contains(remark));
  }

  /** The talk is nobody else's: what was learned from it counts as trained. */
  @Test
  void aPublishedRunCanBeCompressedInOtherWays() throws IOException {
    RunFolder out = new RunFolder(shared.resolve("published"));
    Publication.of(done, out.path(), "models/computer", Optional.empty());
    Recipe published = Recipe.read(out.recipe());
    assertFalse(published.mining().on());
    assertNull(published.mining().talk());
    try (Stream<Path> files = Files.walk(out.path())) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".wav")));
    }
    try (Run run = Run.open(published, out.path(), cache())) {
      assertEquals(List.of("prune"), worked(run.perform(Run.LastStage.PRUNE)));
    }
  }

  private String firstClip() throws IOException {
    return MinedClips.read(done.minedClips(1)).clips().get(0).file();
  }
}
