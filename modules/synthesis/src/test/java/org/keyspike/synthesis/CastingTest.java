package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Split;
import org.keyspike.io.SettingException;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpeechEngines;
import org.keyspike.synthesis.voices.SpokenText;

/** Which voices speakers get: {@link Casting}, {@link BaseVoice} and {@link VoiceSettings}. */
class CastingTest {
  @TempDir Path folder;

  private record Silent(String name, List<String> voices) implements SpeechEngine {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public List<float[]> speak(String voice, List<SpokenText> texts) {
      return texts.stream().map(text -> new float[0]).toList();
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
    assertEquals(Map.of("freetts", 15, "flite", 23, "many", 22), counts);
    assertEquals(
        Casting.of(three(), 5).cast(Split.TEST, 9), Casting.of(three(), 5).cast(Split.TEST, 9));
  }

  @Test
  void fewVoicesAreInEveryPart() {
    Casting casting = Casting.of(voices("one", List.of("a", "b")), 1);
    for (Split split : Split.values()) {
      assertEquals(2, new HashSet<>(casting.cast(split, 4)).size());
    }
    assertEquals(2, casting.remarks().size(), "shared, and few");
    assertTrue(casting.remarks().get(0).startsWith("too few voices"), casting.remarks().get(0));
    assertTrue(casting.remarks().get(1).startsWith("2 different"), casting.remarks().get(1));
    assertEquals(List.of(), Casting.of(three(), 5).remarks());
  }

  /** Of an engine that has many, others learn from all of a small one. */
  @Test
  void smallEnginesGiveVoicesAwayWhereThereIsNoOther() {
    Set<String> names = persons(Casting.of(voices("one", List.of("a", "b", "c")), 1));
    assertEquals(1, names.size(), "one each for validation and test");
    assertEquals(36, persons(Casting.of(three(), 5)).size(), "kal, 3 more of flite, 32 of many");
  }

  private static Set<String> persons(Casting casting) {
    Set<String> persons = new HashSet<>();
    casting.cast(Split.TRAIN, 500).forEach(voice -> persons.add(voice.person()));
    return persons;
  }

  /** Many variants in several accents are many throats only once. */
  @Test
  void aVariantIsOnePersonInAllAccents() throws IOException {
    assumeTrue(
        SpeechEngines.installed().stream().anyMatch(engine -> engine.name().equals("espeak-ng")),
        "espeak-ng is not installed");
    List<BaseVoice> voices = new VoiceSettings(List.of("espeak-ng"), null, null).voices();
    long persons = voices.stream().map(BaseVoice::person).distinct().count();
    assertTrue(persons < voices.size() / 3, persons + " of " + voices.size());
    assertTrue(persons > 40, persons + " of " + voices.size());
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
    SpeakerVoice said = new SpeakerVoice(new SpeechSource(Optional.empty()));
    float[] one = said.say("yes", speakers.get(0));
    assertFalse(one.length == said.say("yes", speakers.get(2)).length);
    assertTrue(one.length > 5_000 && one.length < 12_000, "" + one.length);
  }
}
