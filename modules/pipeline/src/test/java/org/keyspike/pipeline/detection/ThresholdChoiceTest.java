package org.keyspike.pipeline.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.evaluation.ScoredDecision;
import org.keyspike.evaluation.SpokenWord;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.TinyRun;
import org.keyspike.pipeline.recipe.DetectorSection;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.KeywordStreams;
import org.keyspike.synthesis.LaidStream;
import org.keyspike.synthesis.Negatives;
import org.keyspike.synthesis.VoiceSettings;

/** The network knows two words, low and high. */
class ThresholdChoiceTest {
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  private static NetworkFile model() throws IOException {
    return new NetworkFile.Trained(Checkpoint.read(TinyRun.run().quantized()));
  }

  private static ThresholdChoice choice(double rate) throws IOException {
    return new ThresholdChoice(
        model(), new DetectorSection(5, 1_000, 0.8, rate), 1, 2, VoiceSettings.EMBEDDED);
  }

  private static ScoredDecision scored(long millis, int label, int score) {
    return new ScoredDecision(millis, label, Q15.real(score));
  }

  /** A word of each class and four false alarms in four hours, the last of this score. */
  private static List<StreamScore> fourHours(int last) {
    return List.of(
        new StreamScore(
            List.of(
                scored(1_500, 0, 20_000),
                scored(11_500, 1, 14_000),
                scored(60_000, 0, 30_001),
                scored(70_000, 1, 20_001),
                scored(80_000, 1, 15_001),
                scored(90_000, 0, last)),
            List.of(new SpokenWord(0, 1_000, 2_000), new SpokenWord(1, 11_000, 12_000)),
            1_000,
            4 * HOUR));
  }

  @Test
  void isTheLowestThresholdThatIsAllowed() throws IOException {
    DetectorChoice chosen = choice(1).choose(fourHours(10_001), "silence");
    assertTrue(chosen.chosen());
    // Not quite four hours are without words, so three alarms are allowed, and not the fourth.
    assertEquals(14_000, chosen.settings().thresholds().get(0));
    assertEquals(Q15.real(14_000), chosen.threshold());
    DetectorChoice.Heard heard = chosen.stream().orElseThrow();
    assertEquals(3, heard.falseAlarms());
    assertEquals(0, heard.missed());
    assertEquals(2, heard.words());
    assertEquals("silence", heard.sound());
    assertEquals(4, heard.hours(), 0.01);
    assertEquals(0.75, heard.perHour(), 0.01);
    assertEquals(Optional.empty(), chosen.note());
  }

  @Test
  void saysWhatEveryClassMisses() throws IOException {
    DetectorChoice chosen = choice(1).choose(fourHours(14_500), "silence");
    assertEquals(15_001, chosen.settings().thresholds().get(1));
    assertEquals(100, chosen.settings().refractoryFrames());
    assertEquals(
        List.of(
            new DetectorChoice.Row(
                "low", 15_001, Optional.of(1), Optional.of(0), Optional.of(0.0), Optional.of(1)),
            new DetectorChoice.Row(
                "high", 15_001, Optional.of(1), Optional.of(1), Optional.of(1.0), Optional.of(2))),
        chosen.classes());
  }

  @Test
  void aRateThatCannotBeToldLeavesTheRecipesThreshold() throws IOException {
    DetectorChoice chosen = choice(0.5).choose(fourHours(10_001), "silence");
    assertFalse(chosen.chosen());
    assertEquals(26_214, chosen.settings().thresholds().get(0));
    assertEquals(
        "0.5 false alarms an hour cannot be told: that takes 6.00 h, and there were 4.00",
        chosen.note().orElseThrow());
    assertEquals(1, chosen.stream().orElseThrow().falseAlarms(), "what the recipe's gives");
    DetectorChoice rare = choice(0.09).on(tones(), ProgressListener.NONE);
    assertFalse(rare.chosen());
    assertTrue(rare.note().orElseThrow().contains("that takes 33.3 h of sound, and 30 are made"));
    assertEquals(Optional.empty(), rare.stream());
  }

  @Test
  void aRateThatEveryThresholdExceedsIsNotReached() throws IOException {
    List<ScoredDecision> full = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      full.add(scored(10_000L * (i + 1), 0, IntegerDetectorSettings.ONE));
    }
    DetectorChoice chosen =
        choice(1).choose(List.of(new StreamScore(full, List.of(), 0, 4 * HOUR)), "silence");
    assertFalse(chosen.chosen());
    assertTrue(
        chosen.note().orElseThrow().endsWith("cannot be reached: every threshold gives more"));
    assertEquals(Optional.empty(), chosen.classes().get(0).missRate(), "no word was said");
  }

  @Test
  void nothingIsHeardWhereNothingIsAsked() throws IOException {
    DetectorChoice usual = choice(0).on(tones(), ProgressListener.NONE);
    assertFalse(usual.chosen());
    assertEquals(Optional.empty(), usual.note());
    assertEquals(Optional.empty(), usual.classes().get(1).words());
    Path file = folder.resolve("detector.json");
    usual.write(file);
    assertEquals(usual, DetectorChoice.read(file));
    String hash = Hashes.sha256Hex(TinyRun.run().quantized());
    assertEquals(
        usual.forCheckpoint(hash),
        DetectorChoice.read(TinyRun.run().detector()),
        "what a run leaves");
  }

  @Test
  void aFileThatNoImageCanHoldIsRefusedByItsName() throws IOException {
    String text = Files.readString(TinyRun.run().detector());
    Path file = folder.resolve("detector.json");
    for (String wrong : List.of("32769", "-1", "\"x\"")) {
      Files.writeString(file, text.replaceFirst("26214", wrong));
      String said =
          assertThrows(InputException.class, () -> DetectorChoice.read(file)).getMessage();
      assertTrue(said.startsWith(file.toString()), said);
    }
    Files.writeString(file, text.replace("\"classes\"", "\"klasses\""));
    assertThrows(InputException.class, () -> DetectorChoice.read(file));
  }

  private static Dataset tones() throws IOException {
    return new Dataset("none", List.of("low", "high"), false, Map.of(Split.TEST, List.of()));
  }

  /** Noise of two minutes a piece. */
  private record Noise(int pieces) implements Negatives {
    @Override
    public String name() {
      return "noise";
    }

    @Override
    public int room(int piece) {
      return 1;
    }

    @Override
    public Reader reader() {
      return (piece, clips) -> {
        SplittableRandom random = new SplittableRandom(piece);
        float[] samples = new float[120 * 16_000];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (float) random.nextDouble(-0.1, 0.1);
        }
        List<LaidStream.Laid> laid = new ArrayList<>();
        for (LaidStream.Clip clip : clips) {
          System.arraycopy(clip.samples(), 0, samples, 160_000, clip.samples().length);
          laid.add(new LaidStream.Laid(clip, 160_000));
        }
        return new LaidStream(samples, laid);
      };
    }
  }

  /** Two minutes a piece of sentences, less three quarters of the clips' time. */
  @Test
  void sentencesFillUpWhatClipsLeave() throws IOException {
    List<Utterance> clips = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clips.add(new Utterance("clip" + i, folder, 0, 16_000, new int[] {0}));
    }
    Negatives both = choice(1).sound(clips, 0.1);
    assertEquals("clips of other words and synthesised speech", both.name());
    assertEquals(2 + 2, both.pieces(), "200 s of clips stand for 150 of 360 s");
    assertEquals("clips of other words", choice(1).sound(clips, 0.04).name());
    Negatives sentences = choice(1).sound(List.of(), 0.1);
    assertEquals("synthesised speech", sentences.name());
    assertEquals(3, sentences.pieces());
  }

  /** What was chosen is what the image's own detector does on the same stream. */
  @Test
  void thresholdsAreChosenByTheIntegerDetectorItself() throws IOException {
    try (Run run =
        Run.open(Recipe.read(TinyRun.run().recipe()), folder.resolve("run"), TinyRun.cache())) {
      ThresholdChoice choice = choice(100);
      DetectorChoice chosen =
          choice.in(
              new Noise(2),
              run.features().dataset().utterances(Split.VALIDATION),
              ProgressListener.NONE);
      DetectorChoice.Heard heard = chosen.stream().orElseThrow();
      assertEquals(2, heard.words());
      assertTrue(chosen.chosen(), () -> "" + chosen);
      List<HeardStream> again =
          new StreamRunner(model(), chosen.settings(), 1)
              .of(
                  new KeywordStreams(
                      new Noise(2),
                      run.features().dataset().utterances(Split.VALIDATION),
                      Seeds.derive(1, 9)),
                  ProgressListener.NONE);
      long detections =
          again.stream().map(HeardStream::parity).mapToLong(DetectorParity::detections).sum();
      int hits = heard.words() - heard.missed();
      assertTrue(
          detections >= hits + heard.falseAlarms(),
          detections + " detections, among them confusions and repeats of " + chosen);
      assertEquals(
          0, again.stream().map(HeardStream::parity).mapToLong(DetectorParity::unexplained).sum());
      assertEquals(chosen, choice.choose(scores(again), "noise"), "whatever the threads");
    }
  }

  private static DetectorChoice choice(int smoothing, List<Integer> more, List<Utterance> words)
      throws IOException {
    DetectorSection section = new DetectorSection(smoothing, 1_000, 0.8, 100, more);
    return new ThresholdChoice(model(), section, 1, 2, VoiceSettings.EMBEDDED)
        .in(new Noise(2), words, ProgressListener.NONE);
  }

  /** Each is heard as if it were alone, and the one that misses least is taken. */
  @Test
  void theSmoothingThatMissesTheFewestWordsIsTaken() throws IOException {
    try (Run run =
        Run.open(Recipe.read(TinyRun.run().recipe()), folder.resolve("run"), TinyRun.cache())) {
      List<Utterance> words = run.features().dataset().utterances(Split.VALIDATION);
      DetectorChoice one = choice(1, List.of(), words);
      DetectorChoice many = choice(20, List.of(), words);
      DetectorChoice both = choice(20, List.of(1), words);
      assertEquals(ThresholdChoice.fewestMissed(List.of(many, one)), both);
      assertEquals(both.smoothing() == 1 ? one : many, both);
    }
  }

  @Test
  void ofEqualSmoothingsTheQuickerIsTakenAndOfNoneTheRecipes() throws IOException {
    DetectorChoice five = choice(1).choose(fourHours(10_001), "silence");
    DetectorChoice three =
        new ThresholdChoice(
                model(), new DetectorSection(3, 1_000, 0.8, 1), 1, 2, VoiceSettings.EMBEDDED)
            .choose(fourHours(10_001), "silence");
    assertEquals(3, ThresholdChoice.fewestMissed(List.of(five, three)).smoothing());
    DetectorChoice missing = choice(1).choose(fourHours(14_500), "silence");
    assertEquals(1, missing.stream().orElseThrow().missed());
    assertEquals(three, ThresholdChoice.fewestMissed(List.of(missing, three)));
    DetectorChoice untold = choice(0.5).choose(fourHours(10_001), "silence");
    assertEquals(untold, ThresholdChoice.fewestMissed(List.of(untold)));
    assertEquals(three, ThresholdChoice.fewestMissed(List.of(untold, three)));
  }

  private static List<StreamScore> scores(List<HeardStream> heard) {
    return heard.stream().map(HeardStream::score).toList();
  }
}
