package org.keyspike.pipeline.adaptation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.recipe.AdaptationSettings;

class AdaptationClipsTest {
  private static final List<String> CLASSES =
      List.of("hey_robin", "stop", "_unknown_", "_silence_");

  /** Of clips that were trained with, over and over. */
  private static final int[] LABELS = {0, 1, 2, 2};

  @TempDir Path folder;

  private void clip(String name) throws IOException {
    Path file = folder.resolve(name + ".wav");
    Files.createDirectories(file.getParent());
    AudioFiles.writeWav(file, new AudioClip(new float[16_000], 16_000));
  }

  private Dataset three() throws IOException {
    for (String speaker : List.of("anna", "ben", "carl")) {
      clip("hey robin/" + speaker + "_nohash_0");
      clip("stop/" + speaker + "_nohash_0");
      clip("hello/" + speaker + "_nohash_0");
    }
    return AdaptationClips.recordings(folder, CLASSES);
  }

  private static List<Utterance> others(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Utterance(
                    "clip_nohash_" + i, Path.of("o.wav"), 0, 16_000, new int[] {LABELS[i % 4]}))
        .toList();
  }

  private static AdaptationSettings settings(int clips, double share) {
    return new AdaptationSettings(
        Path.of("own"), AdaptationSettings.Layers.ALL, 1, 0.1, clips, share);
  }

  @Test
  void speakersAreKeptApart() throws IOException {
    Dataset own = three();
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      List<Utterance> part = own.utterances(split);
      assertEquals(
          List.of(0, 1, 2),
          part.stream().map(clip -> clip.labels()[0]).sorted().toList(),
          split.toString());
      Set<String> speakers =
          part.stream().map(clip -> clip.speaker().orElseThrow()).collect(Collectors.toSet());
      assertEquals(1, speakers.size());
      assertTrue(seen.addAll(speakers), "in one part only");
    }
    assertTrue(
        own.remarks().get(0).contains("hey_robin 3, stop 3, _unknown_ 3"), own.remarks()::toString);
  }

  @Test
  void refusesRecordingsOfNoWord() throws IOException {
    clip("hey robbin/anna_nohash_0");
    InputException e =
        assertThrows(InputException.class, () -> AdaptationClips.recordings(folder, CLASSES));
    assertTrue(e.getMessage().contains("no clip for training of hey_robin, stop"), e::getMessage);
    assertThrows(
        InputException.class, () -> AdaptationClips.recordings(folder.resolve("none"), CLASSES));
  }

  /**
   * Of 40 clips 20 are usually unknown, 10 of either word: an epoch of 40 has as many, half of them
   * the one recording of each class; silence, of which there is nothing else, is not made up.
   */
  @Test
  void everyClassHasItsUsualPart() throws IOException {
    Dataset own = three();
    List<Path> noise = List.of(Path.of("noise.wav"));
    Dataset mix = AdaptationClips.mixed(own, others(100), noise, settings(40, 0.5), 1);
    List<Utterance> clips = mix.utterances(Split.TRAIN);
    assertEquals(40, clips.size());
    for (Utterance recorded : own.utterances(Split.TRAIN)) {
      int label = recorded.labels()[0];
      assertEquals(
          label == 2 ? 10 : 5,
          clips.stream().filter(clip -> clip.file().equals(recorded.file())).count());
      assertEquals(
          label == 2 ? 20 : 10, clips.stream().filter(clip -> clip.labels()[0] == label).count());
    }
    assertEquals(0, mix.utterances(Split.VALIDATION).size() + mix.utterances(Split.TEST).size());
    assertEquals(noise, mix.background());
  }

  @Test
  void otherClipsAreDrawnBySeed() throws IOException {
    Dataset own = three();
    Dataset mix = AdaptationClips.mixed(own, others(100), List.of(), settings(40, 0.5), 1);
    assertEquals(mix, AdaptationClips.mixed(own, others(100), List.of(), settings(40, 0.5), 1));
    List<Utterance> backwards = new ArrayList<>(others(100));
    Collections.reverse(backwards);
    assertEquals(mix, AdaptationClips.mixed(own, backwards, List.of(), settings(40, 0.5), 1));
    assertNotEquals(mix, AdaptationClips.mixed(own, others(100), List.of(), settings(40, 0.5), 2));
    // Where there are fewer others, all of them.
    Dataset few = AdaptationClips.mixed(own, others(4), List.of(), settings(40, 0.5), 1);
    assertEquals(20 + 4, few.utterances(Split.TRAIN).size());
  }

  @Test
  void whatIsLearnedFromAndChosenByIsListed() throws IOException {
    Dataset own = three();
    // A run that had them before, under the same names.
    Dataset trained =
        new Dataset(
            "t", CLASSES, false, Map.of(Split.TRAIN, own.utterances(Split.TRAIN)), List.of());
    Dataset joined = AdaptationClips.joined(trained, own);
    assertEquals(6, joined.utterances(Split.TRAIN).size());
    assertEquals(3, joined.utterances(Split.VALIDATION).size());
    assertEquals(0, joined.utterances(Split.TEST).size());
  }
}
