package org.keyspike.datasets.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.FrontEnd;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.datasets.features.UtteranceFeatures;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class NoisyClipsTest {
  private static final FrontEndSettings FRONT_END = FrontEndSettings.integer(12, 7);

  @TempDir Path folder;
  private Dataset dataset;

  @BeforeEach
  void makeClips() throws IOException {
    StringBuilder validation = new StringBuilder();
    StringBuilder test = new StringBuilder();
    for (String word : List.of("no", "yes")) {
      for (int speaker = 0; speaker < 6; speaker++) {
        String name = word + "/" + speaker + "_nohash_0.wav";
        Made.clip(folder, name, 16_000);
        (speaker % 3 == 1 ? validation : test).append(speaker % 3 == 0 ? "" : name + "\n");
      }
    }
    for (int i = 0; i < 7; i++) {
      Made.clip(folder, "_background_noise_/n" + i + ".wav", 40_000);
    }
    Files.writeString(folder.resolve("validation_list.txt"), validation);
    Files.writeString(folder.resolve("testing_list.txt"), test);
    dataset = SpeechCommands.open(folder, WordSelection.allPresent());
  }

  private NoisyClips clips(Split part, long seed) throws IOException {
    return NoisyClips.read(
        dataset.utterances(part), part, SpeechCommands.background(dataset, part), seed);
  }

  private static List<String> kinds(NoisyClips clips) {
    return clips.conditions().stream().map(NoiseCondition::kind).distinct().toList();
  }

  @Test
  void partsHaveNoiseOfTheirOwn() throws IOException {
    assertEquals(
        List.of("clean", "recordings", "speech-shaped", "babble", "room"),
        kinds(clips(Split.TEST, 1)));
    assertEquals(
        List.of("clean", "recordings", "surf", "crowd", "room"), kinds(clips(Split.VALIDATION, 1)));
    assertEquals(16, clips(Split.TEST, 1).conditions().size());
    assertEquals(List.of("n1.wav", "n4.wav"), recordings(Split.VALIDATION));
    assertEquals(List.of("n2.wav", "n5.wav"), recordings(Split.TEST));
    assertEquals(dataset.background(), SpeechCommands.background(dataset, Split.TRAIN));
    List<String> trained =
        NoiseKind.of(NoiseKind.Use.TRAINING).stream().map(NoiseKind::text).toList();
    for (Split part : List.of(Split.VALIDATION, Split.TEST)) {
      assertFalse(kinds(clips(part, 1)).stream().anyMatch(trained::contains));
    }
    assertThrows(IllegalArgumentException.class, () -> clips(Split.TRAIN, 1));
  }

  /**
   * Further voices lie elsewhere and have no noise of their own; whose name comes first is chance.
   */
  @Test
  void furtherVoicesTakeNoRecordingAway(@TempDir Path elsewhere) throws IOException {
    Made.clip(elsewhere, "no/0000_nohash_0.wav", 16_000);
    Map<Split, List<Utterance>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<Utterance> all = new ArrayList<>(dataset.utterances(split));
      if (split == Split.TRAIN) {
        all.addAll(SpeechCommands.openForTest(elsewhere, List.of("no")).utterances(Split.TEST));
      }
      parts.put(split, all);
    }
    Dataset more = new Dataset("more", dataset.classes(), false, parts, dataset.background());
    assertTrue(more.utterances(Split.TRAIN).get(0).file().startsWith(elsewhere));
    assertEquals(more.background(), SpeechCommands.background(more, Split.TRAIN));
    assertEquals(7, SpeechCommands.background(more).size());
  }

  private List<String> recordings(Split part) throws IOException {
    return SpeechCommands.background(dataset, part).stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }

  @Test
  void noiseHasItsRatioAndIsTheSameAtEveryRatio() throws IOException {
    NoisyClips clips = clips(Split.TEST, 3);
    NoisyClips.Mixer mixer = clips.mixer();
    for (String kind : List.of("recordings", "speech-shaped", "babble")) {
      for (int clip = 0; clip < clips.clips().size(); clip++) {
        float[] dry = clips.clips().get(clip).samples();
        float[] at20 = added(mixer.samples(clip, noise(kind, 20)), dry);
        float[] at10 = added(mixer.samples(clip, noise(kind, 10)), dry);
        assertEquals(20, decibels(dry, at20), 0.1, kind + " " + clip);
        assertEquals(10, decibels(dry, at10), 0.1, kind + " " + clip);
        double ratio = Math.sqrt(10);
        for (int i = 0; i < dry.length; i += 997) {
          assertEquals(ratio * at20[i], at10[i], 1e-4, kind);
        }
        float[] loud = mixer.samples(clip, noise(kind, 0));
        assertTrue(Level.peak(loud) <= 1, "clipped as a converter does");
      }
    }
  }

  private static NoiseCondition noise(String kind, int snrDb) {
    return new NoiseCondition(kind, Optional.of(snrDb), Optional.empty());
  }

  private static float[] added(float[] noisy, float[] dry) {
    for (int i = 0; i < dry.length; i++) {
      noisy[i] -= dry[i];
    }
    return noisy;
  }

  private static double decibels(float[] sound, float[] over) {
    return 20 * Math.log10(Level.rootMeanSquare(sound) / Level.rootMeanSquare(over));
  }

  @Test
  void seedsThreadsAndOrderDecideNothingElse() throws IOException {
    NoisyClips clips = clips(Split.VALIDATION, 3);
    NoisyClips.Mixer used = clips.mixer();
    for (NoiseCondition condition : clips.conditions()) {
      LabelledFeatures two = clips.features(condition, FRONT_END, 2, ProgressListener.NONE);
      assertEquals(clips.clips(), assertInstanceOf(UtteranceFeatures.class, two).utterances());
      assertEquals(clips.clips().size(), two.size());
      for (int clip = clips.clips().size() - 1; clip >= 0; clip--) {
        float[] sound = used.samples(clip, condition);
        float[] expected = FrontEnd.of(FRONT_END).features(sound);
        float[] found = new float[two.frames(clip) * two.bands()];
        two.read(clip, found, 0);
        assertArrayEquals(expected, found, condition.text());
        Utterance utterance = clips.clips().get(clip);
        assertArrayEquals(utterance.labels(), two.labels(clip));
        assertEquals(utterance.name(), two.name(clip));
        assertEquals(utterance.speaker(), two.speaker(clip));
        boolean same =
            Arrays.equals(sound, clips(Split.VALIDATION, 4).mixer().samples(clip, condition));
        assertEquals(condition.kind().equals(NoiseCondition.CLEAN), same, condition.text());
      }
    }
  }

  @Test
  void roomsKeepTheLevel() throws IOException {
    NoisyClips clips = clips(Split.TEST, 1);
    NoiseCondition room =
        new NoiseCondition(NoiseCondition.ROOM, Optional.empty(), Optional.of(300));
    assertTrue(clips.conditions().contains(room));
    float[] dry = clips.clips().get(0).samples();
    float[] wet = clips.mixer().samples(0, room);
    assertEquals(0, decibels(wet, dry), 0.1);
    assertFalse(Arrays.equals(dry, wet));
    assertEquals("room, 0.3 s", room.text());
    assertEquals("babble, 5 dB", noise("babble", 5).text());
  }

  /** With one speaker there is nobody else to be heard. */
  @Test
  void nobodyIsHeardInTheirOwnVoice() throws IOException {
    List<Utterance> own =
        dataset.utterances(Split.TEST).stream().map(clip -> clip.withSpeaker("a")).toList();
    NoisyClips clips = NoisyClips.read(own, Split.TEST, List.of(), 1);
    assertFalse(kinds(clips).contains(NoiseCondition.RECORDINGS));
    float[] alone = clips.mixer().samples(1, noise("babble", 0));
    assertArrayEquals(own.get(1).samples(), alone);
  }

  @Test
  void whatCannotBeScoredIsRefused() {
    assertThrows(InputException.class, () -> NoisyClips.read(List.of(), Split.TEST, List.of(), 1));
    Utterance frames = new Utterance("a", folder, 0, 480, new int[] {0, 1, 0});
    InputException e =
        assertThrows(
            InputException.class, () -> NoisyClips.read(List.of(frames), Split.TEST, List.of(), 1));
    assertTrue(e.getMessage().contains("one for the clip"), e.getMessage());
  }
}
