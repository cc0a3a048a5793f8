package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.Level;
import org.keyspike.audio.SpeechExtent;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.io.InputException;

class NegativesTest {
  private static final List<String> CLASSES = List.of("no", "yes");

  @TempDir Path folder;

  private static LaidStream.Clip clip(int label, int length, float value) {
    float[] samples = new float[length];
    Arrays.fill(samples, value);
    return new LaidStream.Clip(label, samples, new SpeechExtent(100, length - 100));
  }

  @Test
  void splicedClipsStandBetweenWhatWasThere() {
    float[] sound = new float[4_000];
    Arrays.fill(sound, 0.25f);
    BackgroundSound stretch =
        new BackgroundSound(
            sound, new int[] {0, 1_000, 2_000, 3_000}, BackgroundSound.Joint.SPLICED);
    LaidStream laid = stretch.lay(List.of(clip(0, 500, 0.5f), clip(1, 600, -0.5f)));
    assertEquals(4_000 + 1_100, laid.samples().length);
    assertEquals(List.of(1_000, 3_500), laid.words().stream().map(LaidStream.Laid::at).toList());
    assertEquals(1_100, laid.words().get(0).start());
    assertEquals(1_400, laid.words().get(0).end());
    assertEquals(1, laid.words().get(1).clip().label());
    assertEquals(0.25f, laid.samples()[999]);
    assertEquals(0, laid.samples()[1_000], "fades in");
    assertEquals(0.5f, laid.samples()[1_250]);
    assertEquals(0.25f, laid.samples()[1_500]);
    assertEquals(-0.5f, laid.samples()[3_800]);
    assertEquals(0.25f, laid.samples()[5_099]);
  }

  @Test
  void mixedClipsAreLouderThanWhatIsAroundThem() {
    float[] noise = Made.noise(8_000, 1).samples();
    Level.scaleTo(noise, 0.01);
    BackgroundSound stretch =
        new BackgroundSound(noise, new int[] {0, 4_000}, BackgroundSound.Joint.MIXED);
    LaidStream quiet = stretch.lay(List.of(clip(0, 2_000, 0.001f)));
    assertEquals(8_000, quiet.samples().length);
    assertEquals(4_000, quiet.words().get(0).at());
    float[] added = new float[2_000 - 2 * 160];
    for (int i = 0; i < added.length; i++) {
      added[i] = quiet.samples()[4_160 + i] - noise[4_160 + i];
    }
    assertEquals(0.01 * Math.sqrt(10), Level.rootMeanSquare(added), 3e-4, "10 dB");
    LaidStream loud = stretch.lay(List.of(clip(0, 2_000, 0.5f)));
    assertEquals(0.5f + noise[5_000], loud.samples()[5_000], 1e-6, "at its own level");
  }

  @Test
  @Tag("slow")
  void synthesisedSpeechDependsOnSeedAndPieceOnly() throws IOException {
    SynthesizedSpeech speech = new SynthesizedSpeech(CLASSES, 0.05, 1, VoiceSettings.EMBEDDED);
    assertEquals(2, speech.pieces());
    Negatives.Reader reader = speech.reader();
    float[] second = reader.read(1, List.of()).samples();
    float[] first = reader.read(0, List.of()).samples();
    assertEquals(120 * 16_000, first.length);
    assertArrayEquals(
        second,
        new SynthesizedSpeech(CLASSES, 9, 1, VoiceSettings.EMBEDDED)
            .reader()
            .read(1, List.of())
            .samples());
    assertTrue(!Arrays.equals(first, second));
    for (float sample : first) {
      assertTrue(sample >= -1 && sample < 1);
    }
    int silent = 0;
    for (int from = 0; from < first.length; from += 16_000) {
      double rms = Level.rootMeanSquare(Arrays.copyOfRange(first, from, from + 16_000));
      silent += rms < 1e-3 ? 1 : 0;
    }
    assertTrue(silent < 30, silent + " of 120 seconds without speech");
    assertThrows(
        IllegalArgumentException.class,
        () -> new SynthesizedSpeech(CLASSES, 0, 1, VoiceSettings.EMBEDDED));
  }

  /** Of several voices a piece has several, and depends on its seed and number as well. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its engine is a shell script")
  void severalVoicesShareAPiece() throws IOException {
    Path log = folder.resolve("log");
    Path wav = Made.clip(folder, "said.wav", 40_000);
    Path script =
        Files.writeString(
            folder.resolve("say.sh"), "echo \"$2\" >> '" + log + "'; cp '" + wav + "' \"$1\"\n");
    VoiceSettings voices =
        new VoiceSettings(
            List.of(), "sh " + script + " {wav} {voice} {text}", List.of("a", "b", "c"));
    SynthesizedSpeech speech = new SynthesizedSpeech(CLASSES, 0.05, 1, voices);
    float[] second = speech.reader().read(1, List.of()).samples();
    assertEquals("speech synthesised by command", speech.name());
    List<String> said = Files.readAllLines(log);
    assertEquals(List.of("a", "b", "c"), said.stream().distinct().sorted().toList());
    Negatives.Reader reader = speech.reader();
    assertTrue(!Arrays.equals(second, reader.read(0, List.of()).samples()));
    assertArrayEquals(second, reader.read(1, List.of()).samples());
  }

  /** Thresholds are chosen among people that nothing is reported of. */
  @Test
  void halvesShareNoFolderAndNoRecording() throws IOException {
    for (String person : List.of("ann", "ben", "cat")) {
      Made.clip(folder, person + "/1.wav", 16_000);
      Made.clip(folder, person + "/2.wav", 16_000);
    }
    RecordedSpeech speech = RecordedSpeech.open(folder, CLASSES);
    assertEquals(6 / 3_600.0, speech.hours(), 1e-12);
    RecordedSpeech.Halves halves = speech.halves().orElseThrow();
    assertEquals(4, halves.choosing().recordings(), "ann and cat");
    assertEquals(2, halves.trying().recordings(), "ben");
    assertEquals(speech.unchecked(), halves.trying().unchecked());
    RecordedSpeech one = RecordedSpeech.open(folder.resolve("ann"), CLASSES);
    assertEquals(1, one.halves().orElseThrow().choosing().recordings());
    Files.delete(folder.resolve("ann/2.wav"));
    assertEquals(Optional.empty(), RecordedSpeech.open(folder.resolve("ann"), CLASSES).halves());
  }

  @Test
  void recordingsWithKeywordsAreLeftOut() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      Made.clip(folder, "DR1/" + name + ".WAV", 3_000);
    }
    Files.writeString(folder.resolve("DR1/a.WRD"), "0 100 i\n100 200 know\n200 300 it\n");
    Files.writeString(folder.resolve("DR1/b.WRD"), "0 100 nobody\n100 200 else\n");
    RecordedSpeech speech = RecordedSpeech.open(folder, CLASSES);
    assertEquals(2, speech.recordings());
    assertEquals(1, speech.leftOut());
    assertEquals(1, speech.unchecked());
    assertEquals(1, speech.pieces());
    assertEquals(1, speech.room(0));
    assertEquals(6_000, speech.reader().read(0, List.of()).samples().length);
    Files.writeString(folder.resolve("DR1/b.WRD"), "0 100\n");
    InputException thrown =
        assertThrows(InputException.class, () -> RecordedSpeech.open(folder, CLASSES));
    assertTrue(thrown.getMessage().contains("line 1"), thrown::getMessage);
    assertThrows(InputException.class, () -> RecordedSpeech.open(folder.resolve("none"), CLASSES));
  }

  /** A converted copy beside a recording, what a Mac leaves, a link, and what is not read. */
  @Test
  void everyRecordingCountsOnceAndWhatIsLeftOutIsKnown() throws IOException {
    Path talk = folder.resolve("talk");
    Made.clip(talk, "DR1/a.WAV", 3_000);
    Made.clip(talk, "DR1/a.WAV.wav", 3_000);
    Files.writeString(talk.resolve("DR1/._a.WAV"), "AppleDouble");
    Files.writeString(talk.resolve("DR1/b.ogg"), "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), talk);
    Files.createSymbolicLink(talk.resolve("again"), talk.resolve("DR1"));
    RecordedSpeech speech = RecordedSpeech.open(link, CLASSES);
    assertEquals(1, speech.recordings());
    assertEquals(Optional.of("1 .ogg"), speech.others());
    Files.delete(talk.resolve("DR1/a.WAV"));
    Files.delete(talk.resolve("DR1/a.WAV.wav"));
    InputException none =
        assertThrows(InputException.class, () -> RecordedSpeech.open(link, CLASSES));
    assertEquals("none but 1 .ogg", none.found());
  }

  @Test
  void timitsSentencesWithKeywordsAreLeftOut() throws IOException {
    Path timit = RealArchives.unpacked("timit-sample.tar.gz");
    RecordedSpeech speech = RecordedSpeech.open(timit, CLASSES);
    assertEquals(160, speech.recordings() + speech.leftOut());
    assertTrue(speech.leftOut() > 0 && speech.leftOut() < 20, () -> "left out " + speech.leftOut());
    assertEquals(0, speech.unchecked());
  }

  @Test
  void aClipInNoiseHasItsRatio() throws IOException {
    Path noise = Made.clip(folder, "noise.wav", 40_000);
    RecordedNoise recordings = RecordedNoise.read(List.of(noise));
    LaidStream.Clip clip = clip(0, 16_000, 0.1f);
    float[] under = recordings.under(clip, 3, 10, 7);
    assertArrayEquals(under, recordings.under(clip, 3, 10, 7));
    assertTrue(!Arrays.equals(under, recordings.under(clip, 4, 10, 7)));
    for (int i = 0; i < under.length; i++) {
      under[i] -= 0.1f;
    }
    assertEquals(0.1 / Math.sqrt(10), Level.rootMeanSquare(under), 1e-4);
    assertEquals(0, recordings.room(0), "no room for a word in 2.5 s");
  }

  @Test
  void everyClipIsLaidOnceWhereThereIsRoom() throws IOException {
    Made.words(folder, CLASSES, List.of("ann", "bob", "cyd"));
    Path noise = Made.clip(folder.resolve("noise"), "long.wav", 30 * 16_000);
    List<Utterance> clips =
        SpeechCommands.openForTest(folderOfWords(), CLASSES).utterances(Split.TEST);
    RecordedNoise recordings = RecordedNoise.read(List.of(noise, noise));
    KeywordStreams all = new KeywordStreams(recordings, clips, 1);
    assertEquals(6, all.words());
    assertEquals(2, all.size());
    List<LaidStream.Laid> laid = new ArrayList<>();
    KeywordStreams.Reader reader = all.reader();
    for (int stream = 0; stream < all.size(); stream++) {
      LaidStream made = reader.read(stream);
      laid.addAll(made.words());
      for (int i = 1; i < made.words().size(); i++) {
        assertTrue(made.words().get(i).at() - made.words().get(i - 1).end() > 16_000);
      }
    }
    assertEquals(6, laid.size());
    assertEquals(
        6, new HashSet<>(laid.stream().map(one -> one.clip().samples()[5]).toList()).size());
    assertEquals(3, new KeywordStreams(RecordedNoise.read(List.of(noise)), clips, 1).words());
  }

  /** Only the words, as noise lies beside them. */
  private Path folderOfWords() throws IOException {
    Path words = folder.resolve("words");
    Files.createDirectories(words);
    for (String word : CLASSES) {
      Files.move(folder.resolve(word), words.resolve(word));
    }
    return words;
  }
}
