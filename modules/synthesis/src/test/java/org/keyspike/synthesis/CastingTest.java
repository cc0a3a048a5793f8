package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.TimeScale;
import org.keyspike.datasets.Split;
import org.keyspike.io.SettingException;
import org.keyspike.synthesis.voices.SpeechEngine;

/** Which voices speakers get: {@link Casting}, {@link BaseVoice} and {@link VoiceSettings}. */
class CastingTest {
  @TempDir Path folder;

  private record Silent(String name, List<String> voices) implements SpeechEngine {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public float[] speak(String voice, String text, double wordsPerMinute) {
      return new float[0];
    }
  }

  private static List<BaseVoice> voices(String engine, List<String> names) {
    Silent silent = new Silent(engine, names);
    return names.stream().map(name -> new BaseVoice(silent, name)).toList();
  }

  private static List<BaseVoice> three() {
    List<BaseVoice> voices = new ArrayList<>();
    voices.add(BaseVoice.EMBEDDED);
    voices.addAll(voices("many", IntStream.range(0, 40).mapToObj(voice -> "v" + voice).toList()));
    voices.addAll(voices("flite", List.of("kal16", "slt", "awb", "rms")));
    return voices;
  }

  @Test
  void nobodySpeaksInTwoParts() {
    Casting casting = Casting.of(three(), 5);
    Map<String, Split> heard = new HashMap<>();
    for (Split split : Split.values()) {
      for (BaseVoice voice : casting.cast(split, 90)) {
        Split before = heard.put(voice.person(), split);
        assertTrue(before == null || before == split, voice.person());
      }
    }
    assertEquals(Split.TRAIN, heard.get("kal"), "two engines have this one");
    assertEquals(Set.of(Split.values()), new HashSet<>(heard.values()));
  }

  @Test
  void noEngineDominates() {
    Map<String, Integer> counts = new HashMap<>();
    Casting.of(three(), 5)
        .cast(Split.TRAIN, 60)
        .forEach(voice -> counts.merge(voice.engineName(), 1, Integer::sum));
    assertEquals(Map.of("freetts", 8, "flite", 16, "many", 36), counts);
    assertEquals(
        Casting.of(three(), 5).cast(Split.TEST, 9), Casting.of(three(), 5).cast(Split.TEST, 9));
  }

  @Test
  void fewVoicesAreInEveryPart() {
    Casting casting = Casting.of(voices("one", List.of("a", "b")), 1);
    for (Split split : Split.values()) {
      assertEquals(2, new HashSet<>(casting.cast(split, 4)).size());
    }
  }

  @Test
  void settingsSayWhatSpeaks() throws IOException {
    assertEquals("", VoiceSettings.EMBEDDED.key());
    assertEquals(VoiceSettings.EMBEDDED, new VoiceSettings(null, null, null));
    assertThrows(SettingException.class, () -> new VoiceSettings(List.of(), null, null));
    assertThrows(SettingException.class, () -> new VoiceSettings(null, "say {text}", null));
    assertEquals(
        "SynthesisSettings[words=[a], trainSpeakers=1, validationSpeakers=2, testSpeakers=3,"
            + " utterancesPerSpeaker=4, minSnrDb=5.0, seed=6]",
        new SynthesisSettings(List.of("a"), 1, 2, 3, 4, 5, 6).toString());
    VoiceSettings command = new VoiceSettings(null, "say {wav} {text}", List.of("ann", "bob"));
    assertEquals(
        "synthesised by installed voices: command 2, freetts 1",
        VoiceSettings.found(command.voices()));
    assertTrue(command.key().contains("say {wav} {text}"), command.key());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its engine is a shell script")
  void aSpeakerIsADisguiseOfItsVoice() throws IOException {
    float[] tone = new float[8_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(i * 0.1));
    }
    Path wav = folder.resolve("tone.wav");
    AudioFiles.writeWav(wav, new AudioClip(tone, 16_000));
    Path script = Files.writeString(folder.resolve("say.sh"), "cp '" + wav + "' \"$1\"\n");
    VoiceSettings voices =
        new VoiceSettings(List.of(), "sh " + script + " {wav} {text}", List.of("a", "b", "c"));
    SynthesisSettings settings = new SynthesisSettings(List.of("yes"), 2, 1, 1, 1, 5, 3, voices);
    List<Speaker> speakers = WordSynthesizer.speakers(settings);
    assertEquals(speakers, WordSynthesizer.speakers(settings).stream().toList());
    assertEquals(3, speakers.stream().map(Speaker::voice).distinct().count());
    SpeakerVoice said = new SpeakerVoice(new SpeechVoice(), new TimeScale());
    float[] one = said.say("yes", speakers.get(0));
    assertFalse(one.length == said.say("yes", speakers.get(2)).length);
    assertTrue(one.length > 5_000 && one.length < 12_000, "" + one.length);
  }
}
