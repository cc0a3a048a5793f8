package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.Level;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class WordSynthesizerTest {
  @TempDir Path folder;

  private static SynthesisSettings settings(List<String> words, double minSnrDb, long seed) {
    return new SynthesisSettings(words, 3, 2, 2, 2, minSnrDb, seed);
  }

  private static SynthesisSettings few(List<String> words, long seed) {
    return new SynthesisSettings(words, 2, 1, 1, 2, 5, seed);
  }

  private Path synthesize(String name, SynthesisSettings settings, int threads) throws IOException {
    Path made = folder.resolve(name);
    WordSynthesizer.synthesize(settings, made, threads, ProgressListener.NONE);
    return made;
  }

  /** The bytes of every file, as text that compares. */
  private static Map<String, String> content(Path root) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        content.put(
            root.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  @Test
  void layoutOfSpeechCommands() throws IOException {
    AtomicLong clips = new AtomicLong();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void begin(String what, long total) {
            assertEquals(2 * 7 * 2, total);
          }

          @Override
          public void advance(long n) {
            clips.addAndGet(n);
          }

          @Override
          public void end() {}
        };
    Path made = folder.resolve("made");
    SynthesisSettings settings = settings(List.of("yes", "hey spike"), 10, 1);
    WordSynthesizer.synthesize(settings, made, 2, listener);
    assertEquals(28, clips.get());
    assertEquals(List.of("yes", "hey_spike"), settings.classes());
    assertEquals(
        List.of(
            "_background_noise_", "hey_spike", "testing_list.txt", "validation_list.txt", "yes"),
        Made.entries(made));
    assertEquals(6, Made.entries(made.resolve("_background_noise_")).size());
    assertEquals(List.of("made"), Made.entries(folder), "nothing is left beside");

    Dataset dataset = SpeechCommands.open(made, WordSelection.words(settings.classes()));
    Set<String> speakers = new HashSet<>();
    int sum = 0;
    for (Split split : Split.values()) {
      Set<String> own =
          Made.names(dataset, split).stream()
              .map(name -> name.replaceAll(".*/|_nohash_.*", ""))
              .collect(Collectors.toSet());
      assertEquals(settings.speakers(split), own.size());
      assertEquals(own.size() * 2 * 2, dataset.utterances(split).size());
      sum += own.size();
      speakers.addAll(own);
      for (Utterance utterance : dataset.utterances(split)) {
        AudioClip clip = AudioFiles.read(utterance.file());
        assertEquals(16_000, clip.sampleRate());
        assertEquals(16_000, clip.samples().length);
        assertTrue(Level.rootMeanSquare(clip.samples()) > 0.001, utterance.name());
      }
    }
    assertEquals(sum, speakers.size(), "no speaker in two parts");
  }

  @Test
  void sameSettingsSameBytesWhateverTheThreads() throws IOException {
    List<String> words = List.of("stop", "go", "left");
    Map<String, String> one = content(synthesize("one", few(words, 42), 1));
    Map<String, String> many = content(synthesize("many", few(words, 42), 3));
    assertEquals(one.keySet(), many.keySet());
    for (String file : one.keySet()) {
      assertTrue(one.get(file).equals(many.get(file)), file);
    }
    Map<String, String> fewer = content(synthesize("fewer", few(List.of("left", "go"), 42), 2));
    for (String file : fewer.keySet()) {
      if (file.startsWith("go") || file.startsWith("left")) {
        assertTrue(one.get(file).equals(fewer.get(file)), "another word changed " + file);
      }
    }
    Map<String, String> other = content(synthesize("other", few(words, 43), 2));
    assertNotEquals(one.keySet(), other.keySet());
  }

  @Test
  void clipsVary() throws IOException {
    Set<String> clips =
        content(synthesize("made", settings(List.of("up"), 30, 7), 2)).entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("up"))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    assertEquals(14, clips.size());
  }

  @Test
  void noiseLiesUnderTheSpeech() throws IOException {
    Speaker speaker = Speaker.draw("0", Split.TRAIN, new SplittableRandom(5));
    double quiet = dynamics(speaker, 50);
    double loud = dynamics(speaker, -20);
    // 50 dB or more above the noise, against 5 dB at most.
    assertTrue(quiet > 40, "peak over floor " + quiet + " dB");
    assertTrue(loud < 25, "peak over floor " + loud + " dB");
  }

  private static ClipComposer composer(double minSnrDb) {
    return new ClipComposer(minSnrDb, new SpeechSource(Optional.empty()));
  }

  /** Level of the loudest 10 ms of a clip over its quietest, dB. */
  private static double dynamics(Speaker speaker, double minSnrDb) throws IOException {
    return dynamics(composer(minSnrDb).phrase("stop", speaker, new SplittableRandom(6)));
  }

  private static double dynamics(AudioClip clip) {
    double most = 0;
    double least = Double.MAX_VALUE;
    for (int at = 0; at < 16_000; at += 160) {
      double sum = 0;
      for (int i = at; i < at + 160; i++) {
        sum += clip.samples()[i] * clip.samples()[i];
      }
      most = Math.max(most, sum);
      least = Math.min(least, sum);
    }
    return 10 * Math.log10(most / least);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "turn on the light please now",
        "please would you kindly turn on all the lights in the kitchen and in the hall"
      })
  void longPhrasesFitASecond(String phrase) throws IOException {
    Speaker speaker = Speaker.draw("0", Split.TRAIN, new SplittableRandom(8));
    AudioClip clip = composer(60).phrase(phrase, speaker, new SplittableRandom(9));
    assertEquals(16_000, clip.samples().length);
    int active = 0;
    float peak = Level.peak(clip.samples());
    for (float sample : clip.samples()) {
      active += Math.abs(sample) > peak / 100 ? 1 : 0;
    }
    assertTrue(active > 8_000, "most of the second is speech: " + active);
  }

  @Test
  void aSecondOfTalkIsCutAnywhere() throws IOException {
    Speaker speaker = Speaker.draw("0", Split.TRAIN, new SplittableRandom(8));
    ClipComposer composer = composer(60);
    String sentence = "the farmer remembers another bridge beside the river.";
    AudioClip one = composer.excerpt(sentence, speaker, new SplittableRandom(1));
    AudioClip other = composer.excerpt(sentence, speaker, new SplittableRandom(2));
    assertEquals(16_000, one.samples().length);
    assertTrue(dynamics(one) > 20, "speech over its noise " + dynamics(one) + " dB");
    double apart = 0;
    for (int i = 0; i < 16_000; i++) {
      apart = Math.max(apart, Math.abs(one.samples()[i] - other.samples()[i]));
    }
    assertTrue(apart > Level.peak(one.samples()) / 4, "different places: " + apart);
  }

  @Test
  void silenceIsNoClip() throws IOException {
    Speaker speaker = Speaker.draw("0", Split.TRAIN, new SplittableRandom(8));
    assertNull(composer(60).phrase("...", speaker, new SplittableRandom(9)));
    assertNull(composer(60).excerpt("...", speaker, new SplittableRandom(9)));
  }

  @Test
  void nothingIsPrinted() throws IOException {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      System.setErr(capture);
      ProgressListener chatty =
          new ProgressListener() {
            @Override
            public void begin(String what, long total) {}

            @Override
            public void advance(long n) {
              System.out.print("+");
            }

            @Override
            public void end() {}
          };
      WordSynthesizer.synthesize(
          settings(List.of("yes", "xyzzy", "42"), 10, 1), folder.resolve("made"), 2, chatty);
      assertEquals(capture, System.out, "what was there is there again");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertEquals("+".repeat(3 * 7), printed.toString(StandardCharsets.UTF_8), "others may print");
  }

  @Test
  void foldersInUseAreRefused() throws IOException {
    Path used = Files.createDirectory(folder.resolve("used"));
    Files.writeString(used.resolve("mine"), "keep");
    Path file = Files.writeString(folder.resolve("file"), "keep");
    for (Path wrong : List.of(used, file)) {
      InputException e =
          assertThrows(
              InputException.class,
              () ->
                  WordSynthesizer.synthesize(
                      settings(List.of("yes"), 0, 0), wrong, 1, ProgressListener.NONE));
      assertEquals("folder", e.field());
    }
    assertEquals("keep", Files.readString(used.resolve("mine")));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    WordSynthesizer.synthesize(settings(List.of("yes"), 0, 0), empty, 2, ProgressListener.NONE);
    assertTrue(Files.exists(empty.resolve("yes")));
  }

  @Test
  void settingsAreChecked() {
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("yes", "yes"),
            List.of("a b", "a_b"),
            List.of("Yes", "yes"),
            List.of(""),
            List.of("..."),
            List.of("../up"),
            List.of("a  b"),
            List.of("für"))) {
      assertThrows(IllegalArgumentException.class, () -> settings(words, 0, 0), words.toString());
    }
    for (double snr : new double[] {Double.NaN, -21, 61}) {
      assertThrows(IllegalArgumentException.class, () -> settings(List.of("yes"), snr, 0));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new SynthesisSettings(List.of("yes"), 1, 0, 1, 1, 0, 0));
    assertArrayEquals(
        new int[] {3, 2, 2},
        Stream.of(Split.values()).mapToInt(settings(List.of("yes"), 0, 0)::speakers).toArray());
  }
}
