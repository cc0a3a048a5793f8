package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.ProgressListener;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpokenText;

/** What engines said is said once: {@link SpeechStore} and {@link SpeechSource}. */
class SpeechStoreTest {
  @TempDir Path folder;

  /** Says as many halves as a text has letters, and remembers what it was asked. */
  private record Counting(String version, List<String> asked) implements SpeechEngine {
    @Override
    public String name() {
      return "counting";
    }

    @Override
    public List<String> voices() {
      return List.of("v");
    }

    @Override
    public boolean setsPitch() {
      return true;
    }

    @Override
    public List<float[]> speak(String voice, List<SpokenText> texts) {
      List<float[]> spoken = new ArrayList<>();
      for (SpokenText text : texts) {
        asked.add(text.text());
        float[] samples = new float[text.text().length()];
        Arrays.fill(samples, 0.50001f);
        spoken.add(samples);
      }
      return spoken;
    }
  }

  private static SpokenText text(String text) {
    return SpokenText.of(text, 1, 1, 160);
  }

  private Speaker speaker(String version, List<String> asked) {
    BaseVoice voice = new BaseVoice(new Counting(version, asked), "v");
    return Speaker.draw("0a", Split.TRAIN, voice, new SplittableRandom(3));
  }

  @Test
  void onlyWhatIsMissingIsSynthesised() throws IOException {
    List<String> asked = new ArrayList<>();
    SpeechStore store = new SpeechStore(folder.resolve("spoken"));
    Speaker one = speaker("1", asked);
    new SpeechSource(Optional.of(store))
        .prepare(one, List.of(text("stop"), text("go"), text("go")));
    assertEquals(List.of("stop", "go"), asked);
    SpeechSource again = new SpeechSource(Optional.of(store));
    again.prepare(one, List.of(one.saying("stop"), text("left"), text("stop")));
    assertEquals(4, asked.size());
    assertEquals("left", asked.get(3));
    assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, again.say("stop", one));
    assertEquals(4, asked.size(), "what was made ready is not made again");
    assertEquals(5, again.say("right", one).length, "what was not is made");
    new SpeechSource(Optional.of(store)).prepare(speaker("2", asked), List.of(text("stop")));
    assertEquals("stop", asked.get(asked.size() - 1), "another version speaks for itself");
  }

  @Test
  void whatIsBrokenIsSaidAnew() throws IOException {
    SpeechStore store = new SpeechStore(folder);
    BaseVoice voice = new BaseVoice(new Counting("1", new ArrayList<>()), "v");
    Map<SpokenText, float[]> said =
        Map.of(text("a / b"), new float[] {0, -1, 0.25f}, text(""), new float[0]);
    store.write(voice, "0a", said);
    Map<SpokenText, float[]> read = store.read(voice, "0a");
    assertEquals(said.keySet(), read.keySet());
    assertArrayEquals(new float[] {0, -1, 0.25f}, read.get(text("a / b")));
    assertEquals(Map.of(), store.read(voice, "0b"), "of someone else nothing is known");
    Path file = folder.resolve(Made.entries(folder).get(0));
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {4, 40, bytes.length / 2}) {
      byte[] broken = bytes.clone();
      broken[at] ^= 0x55;
      Files.write(file, broken);
      Map<SpokenText, float[]> left = store.read(voice, "0a");
      assertTrue(
          left.isEmpty() || left.values().stream().allMatch(one -> one.length % 3 == 0),
          "no wrong samples after byte " + at);
    }
    Files.writeString(file, "no archive");
    assertEquals(Map.of(), store.read(voice, "0a"));
  }

  /**
   * A corpus of other words takes what it can from the store, and has the same bytes as without.
   */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its engine is a shell script")
  void otherWordsUseWhatWasSaid() throws IOException {
    Path log = folder.resolve("log");
    Path wav = Made.clip(folder, "said.wav", 4_000);
    Path script =
        Files.writeString(
            folder.resolve("say.sh"), "echo \"$2\" >> '" + log + "'; cp '" + wav + "' \"$1\"\n");
    VoiceSettings voices =
        new VoiceSettings(List.of(), "sh " + script + " {wav} {text}", List.of("a", "b", "c"));
    make(List.of("yes"), voices, "one/corpus");
    assertEquals(4, Files.readAllLines(log).size());
    make(List.of("yes", "no"), voices, "one/both");
    assertEquals(4 + 4, Files.readAllLines(log).size());
    make(List.of("yes", "no"), voices, "fresh/both");
    assertEquals(4 + 4 + 8, Files.readAllLines(log).size());
    List<Path> clips;
    try (Stream<Path> walk = Files.walk(folder.resolve("one/both"))) {
      clips = walk.filter(file -> file.toString().endsWith(".wav")).toList();
    }
    assertEquals(8 + 6, clips.size());
    for (Path clip : clips) {
      Path fresh =
          folder.resolve("fresh/both").resolve(folder.resolve("one/both").relativize(clip));
      assertArrayEquals(Files.readAllBytes(fresh), Files.readAllBytes(clip), clip.toString());
    }
  }

  private void make(List<String> words, VoiceSettings voices, String name) throws IOException {
    WordSynthesizer.synthesizeOnce(
        new SynthesisSettings(words, 2, 1, 1, 1, 5, 3, voices),
        folder.resolve(name),
        2,
        ProgressListener.NONE);
  }
}
