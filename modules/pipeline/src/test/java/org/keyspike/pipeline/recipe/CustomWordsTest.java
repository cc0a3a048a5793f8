package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Level;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings.Synthesis;
import org.keyspike.synthesis.NegativeSettings;

class CustomWordsTest {
  private static final Synthesis FEW = new Synthesis(2, 1, 1, 2, 10);
  private static final NegativeSettings OTHERS =
      new NegativeSettings(4, 3, 2, List.of("hey ruben"));
  private static final int EACH = 2 * 2 + 4 + 3 + 2;

  @TempDir Path folder;

  private Dataset open(List<String> words, Path recordings) throws IOException {
    DatasetSettings settings =
        new DatasetSettings("custom", null, null, null, words, FEW, OTHERS, recordings, null);
    return Datasets.open(settings, folder.resolve("cache"), 1, ProgressListener.NONE);
  }

  private static Set<String> speakers(Dataset dataset, Split split) {
    return Made.names(dataset, split).stream()
        .map(name -> name.replaceAll(".*/|_nohash_.*", ""))
        .collect(Collectors.toSet());
  }

  @Test
  @Tag("slow")
  void wordsOthersAndSilence() throws IOException {
    Dataset dataset = open(List.of("hey robin", "stop"), null);
    assertEquals(List.of("hey_robin", "stop", "_unknown_", "_silence_"), dataset.classes());
    assertEquals(2 * EACH, dataset.utterances(Split.TRAIN).size());
    assertEquals(EACH, dataset.utterances(Split.TEST).size());
    Set<String> speakers = new HashSet<>();
    for (Split split : Split.values()) {
      assertTrue(speakers(dataset, split).stream().allMatch(speakers::add), "in one part only");
      for (int label = 0; label < 4; label++) {
        int wanted = label;
        assertTrue(
            dataset.utterances(split).stream().anyMatch(u -> u.labels()[0] == wanted),
            dataset.classes().get(label));
      }
    }
    for (Utterance utterance : dataset.utterances(Split.TRAIN)) {
      double peak = Level.peak(utterance.samples()) / Level.rootMeanSquare(utterance.samples());
      boolean speech = utterance.labels()[0] != 3;
      assertEquals(!speech, utterance.name().startsWith("_silence_/"), utterance.name());
      assertTrue(speech || peak < 8, "noise alone: " + peak);
    }
    assertEquals(1, dataset.remarks().size());
    assertTrue(dataset.remarks().get(0).contains("synthesised"), dataset.remarks().get(0));
    assertEquals(dataset, open(List.of("hey robin", "stop"), null), "made once");
    assertEquals(1, Made.entries(folder.resolve("cache")).size());
  }

  /** Half a second of tone, in silence before and behind. */
  private static void record(Path file, int rate, double before, double behind) throws IOException {
    Files.createDirectories(file.getParent());
    float[] samples = new float[(int) (rate * (before + 0.5 + behind))];
    for (int i = (int) (rate * before); i < rate * (before + 0.5); i++) {
      samples[i] = (float) Math.sin(i * 300.0 / rate) / 2;
    }
    AudioFiles.writeWav(file, new AudioClip(samples, rate));
  }

  @Test
  @Tag("slow")
  void ownRecordingsMixIn() throws IOException {
    Path own = folder.resolve("own");
    for (String speaker : List.of("ann", "ben", "cem")) {
      record(own.resolve("hey robin").resolve(speaker + "_nohash_0.wav"), 16_000, 0.2, 0.3);
      record(own.resolve("hey_robin").resolve(speaker + "_nohash_1.wav"), 44_100, 2, 1.2);
      record(own.resolve("kettle").resolve(speaker + "_nohash_0.wav"), 8_000, 0, 0);
    }
    for (String noise : List.of("fan", "rain", "street")) {
      record(own.resolve("_background_noise_").resolve(noise + ".wav"), 16_000, 1, 1);
    }
    Dataset plain = open(List.of("hey robin", "stop"), null);
    Dataset mixed = open(List.of("hey robin", "stop"), own);
    for (Split split : Split.values()) {
      List<String> recorded =
          Made.names(mixed, split).stream().filter(Dataset::recorded).sorted().toList();
      assertEquals(3 + 20, recorded.size(), "a speaker and a noise each: " + recorded);
      assertEquals(plain.utterances(split).size() + 23, mixed.utterances(split).size());
    }
    for (Split split : Split.values()) {
      for (Utterance utterance : mixed.utterances(split)) {
        if (utterance.name().startsWith("recorded/hey")) {
          assertEquals(0, utterance.labels()[0]);
          float[] samples = utterance.samples();
          assertEquals(16_000, samples.length);
          double power = Math.pow(Level.rootMeanSquare(samples), 2);
          // All of the half second: a sine of amplitude a half, half of the time.
          assertEquals(0.5 * 0.5 / 2 / 2, power, 0.002, utterance.name());
          if (utterance.name().endsWith("_1")) {
            assertTrue(Level.peak(Arrays.copyOf(samples, 3_000)) < 0.05, "in the middle");
            assertTrue(Level.peak(Arrays.copyOfRange(samples, 13_000, 16_000)) < 0.05, "of it");
          }
        }
        if (utterance.name().startsWith("recorded/kettle")) {
          assertEquals(2, utterance.labels()[0]);
        }
      }
    }
    assertEquals(plain.background().size() + 1, mixed.background().size());
    String summary = mixed.remarks().get(0);
    assertTrue(
        summary.contains("hey_robin 6, stop 0, _unknown_ 3, _silence_ 0; 3 of background"),
        summary);
    assertTrue(
        summary.endsWith(
            "1 for training, 1 for validation, 1 for test; 3 clips are longer than a second: of each"
                + " the loudest is taken"),
        summary);
    record(own.resolve("stop").resolve("clip7.wav"), 16_000, 0.2, 0.3);
    summary = open(List.of("hey robin", "stop"), own).remarks().get(0);
    assertTrue(summary.contains("1 clips name no speaker"), summary);
  }

  @Test
  @Tag("slow")
  void everySecondOfTalkIsTaken() throws IOException {
    Path own = folder.resolve("own");
    for (String speaker : List.of("ann", "ben", "cem")) {
      record(own.resolve("_unknown_").resolve(speaker + "_nohash_0.wav"), 16_000, 1.5, 2.25);
      record(own.resolve("_unknown_").resolve(speaker + "_nohash_1.wav"), 16_000, 0.9, 0.3);
    }
    Dataset mixed = open(List.of("stop"), own);
    for (Split split : Split.values()) {
      List<Utterance> talk =
          mixed.utterances(split).stream().filter(u -> Dataset.recorded(u.name())).toList();
      assertEquals(4 + 1, talk.size(), "4.25 s and 1.7 s");
      assertTrue(talk.stream().allMatch(u -> u.labels()[0] == 1), "none of it a word");
      assertEquals(5, talk.stream().map(Utterance::name).distinct().count());
      assertEquals(
          List.of(0, 17_333, 34_666, 52_000),
          talk.stream()
              .filter(u -> u.name().contains("_nohash_0."))
              .map(Utterance::start)
              .toList());
    }
    assertTrue(mixed.remarks().get(0).contains("_unknown_ 15"), mixed.remarks().get(0));
  }

  private InputException refused(Path recordings, String... words) {
    InputException e = assertThrows(InputException.class, () -> open(List.of(words), recordings));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    String[] made = folder.resolve("cache").toFile().list();
    assertEquals(0, made == null ? 0 : made.length, "nothing half-made");
    return e;
  }

  @Test
  @Tag("slow")
  void whatCannotBeSpottedIsRefused() {
    for (String word : List.of("unknown", "silence", "Unknown", "_unknown_", "", "a*b", "für")) {
      assertEquals("dataset.words", refused(null, "yes", word).field());
    }
    assertEquals("dataset.words", refused(null).field());
    assertEquals("dataset.words", refused(null, "yes", "Yes").field());
    assertEquals("dataset.negatives.words", refused(null, "Hey Ruben").field());
    InputException alike = refused(null, "right", "write");
    assertEquals("\"right\" and \"write\", which sound the same", alike.found());
    String phrase = "please turn on all the lights";
    InputException longer = refused(null, "yes", phrase);
    assertTrue(longer.found().contains(phrase), longer.getMessage());
    assertTrue(longer.expected().contains("one second"), longer.getMessage());
  }

  @Test
  void recordingsThatAreNoneAreRefused() throws IOException {
    Path own = folder.resolve("own");
    assertEquals(own.toString(), refused(own, "yes").file());
    Path clip = own.resolve("yes").resolve("ann_nohash_0.wav");
    record(clip, 16_000, 0, 0);
    Files.write(clip, new byte[] {'R', 'I', 'F', 'F'});
    InputException e = assertThrows(InputException.class, () -> open(List.of("yes"), own));
    assertTrue(e.getMessage().contains(clip.toString()), e.getMessage());
  }

  @Test
  void settingsAreChecked() {
    for (int wrong : new int[] {0, -1, 1001}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new NegativeSettings(wrong, 1, 1, List.of()),
          "" + wrong);
      assertThrows(
          IllegalArgumentException.class,
          () -> new NegativeSettings(1, 1, wrong, List.of()),
          "" + wrong);
    }
    for (int wrong : new int[] {-1, 1001}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new NegativeSettings(1, wrong, 1, List.of()),
          "" + wrong);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new NegativeSettings(1, 0, 1, List.of("?")).check("en"));
    assertEquals(List.of(), new NegativeSettings(1, 0, 1, null).words());
    for (DatasetSettings wrong :
        List.of(
            new DatasetSettings("custom", null, null, null, List.of("yes"), FEW, null, null, null),
            new DatasetSettings(
                "synthesized", null, null, null, List.of("yes"), FEW, OTHERS, null, null),
            new DatasetSettings(
                "synthesized", null, null, null, List.of("yes"), FEW, null, Path.of("x"), null))) {
      assertThrows(InputException.class, wrong::validate);
    }
  }
}
