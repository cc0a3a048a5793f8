package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.InputException;

/** Folders of classes that are named in any other way than Speech Commands. */
class ClassFoldersTest {
  private static final Pattern SPEAKERS = Pattern.compile("/(\\w+)-\\d+\\.");

  @TempDir Path folder;

  private void clips(int speakers) throws IOException {
    for (String name : List.of("dog", "lights on")) {
      for (int s = 0; s < speakers; s++) {
        Made.clip(folder, name + "/day " + s % 2 + "/p" + s + "-0.wav", 2_000);
        Made.clip(folder, name + "/p" + s + "-1.wav", 2_000);
      }
    }
  }

  private static Map<Split, Set<String>> speakers(Dataset dataset) {
    Map<Split, Set<String>> speakers = new TreeMap<>();
    for (Split split : Split.values()) {
      speakers.put(split, new TreeSet<>());
      for (Utterance clip : dataset.utterances(split)) {
        speakers.get(split).add(clip.speaker().orElseThrow());
      }
    }
    return speakers;
  }

  @Test
  void everySpeakerIsInOnePart() throws IOException {
    clips(10);
    Made.clip(folder, "_background_noise_/hum.wav", 20_000);
    Files.writeString(folder.resolve("dog/p1-7.mp3"), "");
    Files.writeString(folder.resolve("README.md"), "two classes");
    Dataset dataset = ClassFolders.open(folder, List.of(), SPEAKERS);
    assertEquals(List.of("dog", "lights on"), dataset.classes());
    Map<Split, Set<String>> speakers = speakers(dataset);
    assertEquals(6, speakers.get(Split.TRAIN).size());
    assertEquals(2, speakers.get(Split.VALIDATION).size());
    assertEquals(2, speakers.get(Split.TEST).size());
    assertTrue(dataset.sharedSpeakers().isEmpty());
    assertEquals(24, dataset.utterances(Split.TRAIN).size());
    assertEquals(1, dataset.background().size());
    assertEquals(
        List.of("left out, as only .wav and .flac are read: dog 1 .mp3"), dataset.remarks());
    assertTrue(
        Made.names(dataset, Split.TRAIN).stream()
            .allMatch(name -> name.matches("(dog|lights on)/(day [01]/)?p\\d-[01]")));
  }

  /** All of the match is the speaker where the pattern has no group, and folders may say it. */
  @Test
  void thePatternMayNameAFolder() throws IOException {
    clips(4);
    Made.clip(folder, "cat/day 0/p9.wav", 2_000);
    Pattern day = Pattern.compile("day \\d|(?<=/)p\\d");
    Dataset dataset = ClassFolders.open(folder, List.of("lights on", "cat"), day);
    assertEquals(List.of("lights on", "cat"), dataset.classes());
    Set<String> all = new TreeSet<>();
    speakers(dataset).values().forEach(all::addAll);
    assertEquals(Set.of("day 0", "day 1", "p0", "p1", "p2", "p3"), all);
  }

  @Test
  void longClipsAreNamedByWhereTheyLie() throws IOException {
    clips(3);
    Made.clip(folder, "dog/day 0/long/p0-5.wav", 40_000);
    Made.clip(folder, "dog/day 1/long/p0-5.wav", 40_000);
    Dataset dataset = ClassFolders.open(folder, List.of(), SPEAKERS);
    assertEquals(
        List.of("2 clips are longer than a second: of each the loudest is taken"),
        dataset.remarks());
    Made.clip(folder, "_unknown_/a much longer name than that/talk.wav", 50_000);
    Dataset talk = ClassFolders.openForTest(folder, List.of("lights on", "dog", "_unknown_"));
    assertEquals(14 + 3, talk.utterances(Split.TEST).size());
    assertTrue(
        Made.names(talk, Split.TEST).contains("_unknown_/a much longer name than that/talk_00002"));
    Files.delete(folder.resolve("_unknown_/a much longer name than that/talk.wav"));
    Files.delete(folder.resolve("_unknown_/a much longer name than that"));
    Files.delete(folder.resolve("_unknown_"));
    Dataset test = ClassFolders.openForTest(folder, List.of("lights on", "dog"));
    assertEquals(14, test.utterances(Split.TEST).size());
    assertTrue(
        Made.names(test, Split.TEST).stream().anyMatch(n -> n.startsWith("dog/day 1/long/")));
    assertTrue(test.utterances(Split.TEST).get(0).speaker().isEmpty());
    assertEquals(1, test.utterances(Split.TEST).get(0).labels()[0]);
  }

  private String refused(Path place, List<String> classes) {
    return assertThrows(InputException.class, () -> ClassFolders.open(place, classes, SPEAKERS))
        .getMessage();
  }

  @Test
  void whatIsNotAsItShouldBeIsNamed() throws IOException {
    assertEquals(
        folder + ": classes: found none, expected a folder of .wav or .flac files for each class",
        refused(folder, List.of()));
    clips(2);
    assertEquals(
        folder + ": class cat: found no folder of this name, expected one of dog lights on",
        refused(folder, List.of("dog", "cat")));
    Path nameless = Made.clip(folder, "dog/nameless.wav", 2_000);
    assertEquals(
        nameless
            + ": speaker: found none in dog/nameless.wav, expected a name that the pattern "
            + SPEAKERS
            + " finds",
        refused(folder, List.of()));
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        folder.resolve("empty") + ": clips: found none, expected at least one .wav or .flac file",
        refused(folder, List.of()));
    assertTrue(refused(nameless, List.of()).startsWith(nameless + ": "));
    InputException unknown =
        assertThrows(
            InputException.class,
            () -> ClassFolders.openForTest(folder.resolve("dog"), List.of("cat")));
    assertEquals("a class of the network: cat", unknown.expected());
  }
}
