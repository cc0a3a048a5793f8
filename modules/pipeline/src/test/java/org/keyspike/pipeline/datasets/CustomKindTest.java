package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.synthesis.NegativeSettings;

class CustomKindTest {
  private static final CustomKind KIND = new CustomKind();

  @TempDir Path folder;

  private static DatasetSettings section(String... words) {
    return Sections.made(KIND, List.of(words), Sections.FEW, Sections.OTHERS, null);
  }

  /** All but the recordings can be made again, so these are what a published run asks for. */
  @Test
  void itsClipsHaveOneLabelEachAndItsPlaceIsThatOfTheRecordings() throws InputException {
    Sections.isRegistered("custom", KIND);
    assertFalse(KIND.frameWise());
    assertEquals("recordings", KIND.place());
  }

  @Test
  void oneWordIsEnough() {
    assertDoesNotThrow(() -> KIND.validate(section("hey spike")));
    assertDoesNotThrow(() -> KIND.validate(section("yes", "no")));
  }

  @Test
  void wordsNumbersAndNegativesAreNeeded() {
    Sections.refused(
        KIND,
        Sections.made(KIND, null, Sections.FEW, Sections.OTHERS, null),
        "words",
        "nothing",
        "the words to synthesise");
    Sections.refused(
        KIND,
        Sections.made(KIND, Sections.TWO, null, Sections.OTHERS, null),
        "synthesis",
        "nothing",
        "how many speakers and utterances to make");
    Sections.refused(
        KIND,
        Sections.made(KIND, Sections.TWO, Sections.FEW, null, null),
        "negatives",
        "nothing",
        "how many clips of other words and of silence to make");
  }

  @Test
  void theClassesOfEverythingElseAreTaken() {
    for (String word : List.of("unknown", "Unknown", "SILENCE")) {
      Sections.refused(
          KIND,
          section("yes", word),
          "words",
          '"' + word + '"',
          "another word, as there is a class of that name");
    }
  }

  @Test
  void aWordToSpotIsNoNegative() {
    DatasetSettings settings =
        Sections.made(
            KIND,
            List.of("hey spike"),
            Sections.FEW,
            new NegativeSettings(4, 3, 2, List.of("hey mike", "Hey Spike")),
            null);
    Sections.refused(
        KIND, settings, "negatives.words", "\"Hey Spike\"", "a word that is not to be spotted");
  }

  @Test
  void nothingIsReadButRecordings() {
    Path x = Sections.SOMEWHERE;
    assertDoesNotThrow(
        () -> KIND.validate(Sections.made(KIND, Sections.TWO, Sections.FEW, Sections.OTHERS, x)));
    Sections.refused(
        KIND,
        new DatasetSettings(
            KIND.name(), null, x, null, Sections.TWO, Sections.FEW, Sections.OTHERS, null, null),
        "folder",
        "somewhere",
        "nothing, as kind custom");
    Sections.refused(
        KIND,
        new DatasetSettings(
            KIND.name(), null, null, "12", Sections.TWO, Sections.FEW, Sections.OTHERS, null, null),
        "classes",
        "12",
        "nothing, as words are given");
  }

  @Test
  void recordingsThatAreMissingAreNamedBeforeAnythingIsMade() {
    Path missing = folder.resolve("own");
    DatasetSettings settings =
        Sections.made(KIND, Sections.TWO, Sections.FEW, Sections.OTHERS, missing);
    InputException e =
        assertThrows(
            InputException.class,
            () -> KIND.open(settings, folder.resolve("cache"), 1, ProgressListener.NONE));
    assertEquals(missing.toString(), e.file());
    assertEquals(List.of(), Made.entries(folder));
  }
}
