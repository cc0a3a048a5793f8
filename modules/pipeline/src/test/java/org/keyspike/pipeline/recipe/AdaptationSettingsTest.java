package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.InputException;

class AdaptationSettingsTest {
  private static final String WORDS =
      """
      dataset:
        kind: custom
        words: [computer]
        synthesis: {trainSpeakers: 2, validationSpeakers: 1, testSpeakers: 1, utterancesPerSpeaker: 1, minSnrDb: 5}
        negatives: {perSpeaker: 2, sentencesPerSpeaker: 1, silencePerSpeaker: 1, words: []}
      """;

  @TempDir Path folder;

  private Recipe read(String dataset, String adaptation) throws IOException {
    return Recipe.read(
        Files.writeString(
            folder.resolve("r.yaml"), dataset + "adaptation: {" + adaptation + "}\n"));
  }

  private static AdaptationSettings mix(int clips, double share) {
    return new AdaptationSettings(null, AdaptationSettings.Layers.ALL, 1, 0.1, clips, share);
  }

  @Test
  void nothingIsAdaptedUnlessSomeoneAsksForIt() throws IOException {
    assertFalse(read(WORDS, "").adaptation().on());
    AdaptationSettings settings = read(WORDS, "recordings: own, layers: last").adaptation();
    assertTrue(settings.on());
    assertEquals(folder.resolve("own"), settings.recordings());
    assertEquals(AdaptationSettings.Layers.LAST, settings.layers());
  }

  /** Where they lie changes nothing, how they are learned from does. */
  @Test
  void learningIsWhatDecidesBesideTheRecordings() throws IOException {
    String usual = read(WORDS, "").adaptation().learning();
    assertEquals(usual, read(WORDS, "recordings: own").adaptation().learning());
    for (String other :
        new String[] {"layers: last", "epochs: 9", "learningRate: 1", "clips: 9", "share: 0.1"}) {
      assertNotEquals(usual, read(WORDS, other).adaptation().learning(), other);
    }
  }

  /** Copies of the recordings, and other clips, make up an epoch as near as can be. */
  @ParameterizedTest
  @CsvSource({
    "1000, 0.4, 10, 1, 40, 600",
    "1000, 0.4, 7, 1, 57, 598",
    "1000, 0.4, 7, 0.1, 6, 63",
    "1000, 0.25, 250, 1, 1, 750",
    "1000, 0.25, 300, 1, 1, 900",
    "1000, 0.25, 300, 0.1, 1, 900",
    "10, 0.5, 1, 1, 5, 5",
    "1, 0.9, 5, 1, 1, 1"
  })
  void clipsOfAClass(int clips, double share, int own, double part, int copies, int others) {
    assertEquals(copies, mix(clips, share).copies(own, part));
    assertEquals(others, mix(clips, share).others(own, part));
  }

  @Test
  void aClassWithoutRecordingsHasItsUsualPart() {
    assertEquals(400, mix(1000, 0.25).others(0, 0.4));
    assertEquals(0, mix(1000, 0.25).others(0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "epochs: 0",
    "learningRate: 0",
    "learningRate: -1",
    "learningRate: .inf",
    "clips: 0",
    "clips: 100001",
    "share: 0",
    "share: 0.91",
    "layers: first",
    "repeat: 3"
  })
  void refusesWhatCannotBe(String adaptation) {
    InputException e = assertThrows(InputException.class, () -> read(WORDS, adaptation));
    String key = "adaptation." + adaptation.substring(0, adaptation.indexOf(':'));
    assertTrue(e.getMessage().contains(key), e::getMessage);
  }

  @Test
  void onlyWordsOfOnesOwnAdapt() {
    String other = "dataset: {kind: speech-commands, folder: clips, classes: all-present}\n";
    InputException e = assertThrows(InputException.class, () -> read(other, "recordings: own"));
    assertEquals("adaptation.recordings", e.field());
  }
}
