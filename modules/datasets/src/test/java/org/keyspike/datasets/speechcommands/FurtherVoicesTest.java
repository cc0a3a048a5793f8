package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.SettingException;

class FurtherVoicesTest {
  private static final WordSelection WORDS = WordSelection.words(List.of("yes", "no"));

  @TempDir Path folder;
  private Path first;
  private Path second;

  /** The first folder has ada for training, bob for validation, cy for test. */
  @BeforeEach
  void makeFirst() throws IOException {
    first = folder.resolve("first");
    second = folder.resolve("second");
    Made.words(first, List.of("yes", "no"), List.of("ada", "bob", "cy"));
    lists(first, List.of("bob"), List.of("cy"));
  }

  /** Lists with every clip of some speakers. */
  private static void lists(Path folder, List<String> validation, List<String> test)
      throws IOException {
    List<List<String>> lines = List.of(new ArrayList<>(), new ArrayList<>());
    for (List<Path> clips : WordFolders.read(folder).clips().values()) {
      for (Path clip : clips) {
        String speaker = HashRule.speaker(clip);
        if (validation.contains(speaker)) {
          lines.get(0).add(WordFolders.name(clip));
        } else if (test.contains(speaker)) {
          lines.get(1).add(WordFolders.name(clip));
        }
      }
    }
    Files.write(folder.resolve(SplitLists.VALIDATION_LIST), lines.get(0));
    Files.write(folder.resolve(SplitLists.TESTING_LIST), lines.get(1));
  }

  private Dataset joined(double apart) throws IOException {
    Dataset dataset = SpeechCommands.open(first, WORDS);
    Dataset joined = new FurtherVoices(second, apart).joined(dataset, "");
    assertEquals(dataset.utterances(Split.TEST), joined.utterances(Split.TEST));
    assertEquals(dataset.background(), joined.background());
    return joined;
  }

  private static Set<String> speakers(Dataset dataset, Split part) {
    return dataset.utterances(part).stream()
        .map(utterance -> utterance.speaker().orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String remark(Dataset dataset) {
    return dataset.remarks().stream()
        .filter(line -> line.startsWith("further voices of second:"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theyTrainAndValidateAndNeverTest() throws IOException {
    Made.words(second, List.of("yes", "no"), List.of("dan", "eve", "fay"));
    lists(second, List.of("eve"), List.of("fay"));
    Dataset all = joined(0);
    assertEquals(Set.of("ada", "dan"), speakers(all, Split.TRAIN));
    assertEquals(Set.of("bob", "eve"), speakers(all, Split.VALIDATION));
    assertEquals(
        "further voices of second: 2 training and 2 validation clips; kept apart 0 of 0 speakers;"
            + " left out 0 of other words, 2 for test, 0 that are there already",
        remark(all));
    Utterance clip = all.utterances(Split.TRAIN).get(1);
    assertEquals(SpeechCommands.CLIP_SAMPLES, clip.length());
    assertEquals("no/dan_nohash_0", clip.name());
    assertEquals(1, clip.labels()[0]);
  }

  /** Words and lists are found where they are found of a data set itself. */
  @Test
  void theyMayLieAsKaggleLaysThemOut() throws IOException {
    Path audio = Made.words(second.resolve("train/audio"), List.of("yes"), List.of("dan", "eve"));
    Files.writeString(second.resolve("train/validation_list.txt"), "yes/eve_nohash_0.wav\n");
    Files.writeString(second.resolve("train/testing_list.txt"), "");
    Dataset all = joined(0);
    assertEquals(Set.of("ada", "dan"), speakers(all, Split.TRAIN));
    assertEquals(Set.of("bob", "eve"), speakers(all, Split.VALIDATION));
    assertTrue(all.utterances(Split.TRAIN).stream().anyMatch(u -> u.file().startsWith(audio)));
  }

  @Test
  void aSpeakerStaysInOnePart() throws IOException {
    Made.words(second, List.of("yes", "no"), List.of("ada", "bob", "cy"));
    // Against the lists of the first: ada validates, bob trains.
    lists(second, List.of("ada"), List.of());
    Path more = Made.clip(second, "yes/ada_nohash_7.wav", 2_000);
    Made.clip(second, "no/bob_nohash_7.wav", 2_000);
    Made.clip(second, "no/cy_nohash_7.wav", 2_000);
    Dataset all = joined(0);
    assertEquals(Set.of("ada"), speakers(all, Split.TRAIN));
    assertEquals(Set.of("bob"), speakers(all, Split.VALIDATION));
    assertTrue(all.utterances(Split.TRAIN).stream().anyMatch(u -> u.file().equals(more)));
    assertEquals(
        "further voices of second: 1 training and 1 validation clips; kept apart 0 of 0 speakers;"
            + " left out 0 of other words, 3 for test, 4 that are there already",
        remark(all));
  }

  @Test
  void aShareOfTheSpeakersForTrainingIsKeptApart() throws IOException {
    List<String> many = IntStream.range(0, 60).mapToObj(i -> "speaker" + i).toList();
    Made.words(second, List.of("yes"), many);
    lists(second, many.subList(40, 60), List.of());
    Set<String> some = speakers(joined(0.25), Split.TRAIN);
    Set<String> fewer = speakers(joined(0.5), Split.TRAIN);
    assertTrue(some.size() > 25 && some.size() < 38, "" + some.size());
    assertTrue(fewer.size() > 13 && fewer.size() < 29, "" + fewer.size());
    assertTrue(some.containsAll(fewer), "who is apart at a share is apart at a larger one");
    assertEquals(21, speakers(joined(0.25), Split.VALIDATION).size());
    assertEquals(some, speakers(joined(0.25), Split.TRAIN));
  }

  @Test
  void otherWordsAreLeftOutOrUnknown() throws IOException {
    Made.words(second, List.of("yes", "maybe"), List.of("dan"));
    lists(second, List.of(), List.of());
    assertTrue(remark(joined(0)).contains("left out 1 of other words"), remark(joined(0)));
    WordSelection.Spotting spotting = new WordSelection.Spotting(List.of("yes"));
    Dataset all =
        new FurtherVoices(second, 0).joined(SpeechCommands.open(first, spotting), "recorded/");
    Utterance maybe =
        all.utterances(Split.TRAIN).stream()
            .filter(u -> u.name().equals("recorded/maybe/dan_nohash_0"))
            .findFirst()
            .orElseThrow();
    assertEquals(spotting.classes().indexOf(WordSelection.UNKNOWN), maybe.labels()[0]);
    assertEquals("recorded/dan", maybe.speaker().orElseThrow());
  }

  @Test
  void aShareIsWithin0And1() {
    for (double wrong : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(SettingException.class, () -> new FurtherVoices(folder, wrong));
    }
  }
}
