package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;

class OwnRecordingsTest {
  private static final WordSelection.Spotting SELECTION =
      new WordSelection.Spotting(List.of("yes"));

  @TempDir Path folder;

  private static List<Utterance> all(OwnRecordings own) {
    return Stream.of(Split.values()).flatMap(split -> own.parts().get(split).stream()).toList();
  }

  @Test
  void everySpeakerIsInOnePart() throws IOException {
    Made.words(folder, List.of("yes", "no"), List.of("ada", "bob", "cy"));
    OwnRecordings own = OwnRecordings.read(folder, SELECTION);
    assertEquals(6, all(own).size());
    for (Split split : Split.values()) {
      List<Utterance> part = own.parts().get(split);
      assertEquals(2, part.size());
      assertEquals(
          1, part.stream().map(u -> HashRule.speaker(u.file())).distinct().count(), "" + split);
    }
    for (Utterance utterance : all(own)) {
      assertTrue(utterance.name().startsWith(Dataset.RECORDED), utterance.name());
      int expected = utterance.name().contains("/yes/") ? 0 : 1;
      assertEquals(expected, utterance.labels()[0], utterance.name());
    }
    assertEquals(
        Set.of("recorded/ada", "recorded/bob", "recorded/cy"),
        all(own).stream().map(u -> u.speaker().orElseThrow()).collect(Collectors.toSet()));
    assertTrue(own.summary().contains("yes 3, _unknown_ 3, _silence_ 0"), own.summary());
  }

  @Test
  void backgroundIsCutIntoSilence() throws IOException {
    Made.words(folder, List.of("yes"), List.of("ada"));
    Path noise = Made.clip(folder, WordFolders.BACKGROUND_NOISE + "/hum.wav", 40_000);
    OwnRecordings own = OwnRecordings.read(folder, SELECTION);
    assertEquals(List.of(noise), own.background());
    assertEquals(21, own.parts().get(Split.TRAIN).size());
    int silence = SELECTION.classes().indexOf(WordSelection.SILENCE);
    assertEquals(
        20, own.parts().get(Split.TRAIN).stream().filter(u -> u.labels()[0] == silence).count());
  }

  @Test
  void clipsThatNameNoSpeakerAreCounted() throws IOException {
    Made.clip(folder, "yes/mine.wav", 2_000);
    OwnRecordings own = OwnRecordings.read(folder, SELECTION);
    assertTrue(own.summary().contains("1 clips name no speaker"), own.summary());
  }
}
