package org.keyspike.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static Utterance clip(String name, int... labels) {
    return new Utterance(name, Path.of(name + ".wav"), 0, 320, labels);
  }

  private static Dataset dataset(boolean frameWise, List<Utterance> train, List<Utterance> test) {
    return new Dataset(
        "made", List.of("a", "b"), frameWise, Map.of(Split.TRAIN, train, Split.TEST, test));
  }

  @Test
  void orderedByNameHoweverFound() {
    Utterance a = clip("a", 0);
    Utterance b = clip("b", 1);
    Dataset dataset = dataset(false, List.of(b, a), List.of());
    assertEquals(List.of(a, b), dataset.utterances(Split.TRAIN));
    assertEquals(List.of(), dataset.utterances(Split.VALIDATION));
    assertEquals(dataset, dataset(false, List.of(a, b), List.of()));
  }

  @Test
  void labelsAreCopied() {
    int[] labels = {1};
    Utterance clip = clip("a", labels);
    labels[0] = 0;
    clip.labels()[0] = 0;
    assertArrayEquals(new int[] {1}, clip.labels());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertBad(false, clip("a", 2));
    assertBad(false, clip("a", -1));
    assertBad(false, clip("a", 0, 0));
    assertBad(true, clip("a", 0));
    dataset(true, List.of(clip("a", 0, 1)), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> dataset(false, List.of(clip("a", 0)), List.of(clip("a", 0))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Dataset("made", List.of("a", "a"), false, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Utterance("short", Path.of("x"), 0, 159, new int[] {0}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Utterance("early", Path.of("x"), -1, 160, new int[] {0}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Utterance("unlabelled", Path.of("x"), 0, 160, new int[0]));
  }

  private static void assertBad(boolean frameWise, Utterance clip) {
    assertThrows(
        IllegalArgumentException.class, () -> dataset(frameWise, List.of(clip), List.of()));
  }
}
