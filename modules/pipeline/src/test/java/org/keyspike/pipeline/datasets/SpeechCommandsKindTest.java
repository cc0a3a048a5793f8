package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DatasetSettings;

class SpeechCommandsKindTest {
  private static final SpeechCommandsKind KIND = new SpeechCommandsKind();

  @TempDir Path folder;

  private Dataset open(Path words, String classes, List<String> chosen) throws IOException {
    DatasetSettings settings = Sections.read(KIND, null, words, classes, chosen);
    KIND.validate(settings);
    return KIND.open(settings, folder.resolve("cache"), 1, ProgressListener.NONE);
  }

  @Test
  void itsClipsHaveOneLabelEach() throws InputException {
    Sections.isRegistered("speech-commands", KIND);
    assertFalse(KIND.frameWise());
    assertEquals("folder", KIND.place());
  }

  @Test
  void wordsBecomeClassesAsTheSectionSays() throws IOException {
    Path words =
        Made.words(folder.resolve("words"), List.of("bed", "no", "yes"), List.of("a", "b"));
    assertEquals(List.of("bed", "no", "yes"), open(words, null, null).classes());
    assertEquals(open(words, null, null), open(words, "all-present", null));
    Dataset chosen = open(words, null, List.of("yes", "bed"));
    assertEquals(List.of("yes", "bed"), chosen.classes());
    int clips = 0;
    for (Split split : Split.values()) {
      clips += chosen.utterances(split).size();
    }
    assertEquals(4, clips, "nothing of the word that was not chosen");
    assertFalse(Files.exists(folder.resolve("cache")), "a folder is read where it is");
  }

  @Test
  void aSplitOfItsOwnThatLearnsFromOfficialTestClipsSaysSo() throws IOException {
    Path words =
        Made.words(folder.resolve("words"), List.of("no", "yes"), List.of("189cbabe", "a", "b"));
    assertEquals(List.of(), open(words, null, null).remarks(), "the official split");
    Files.writeString(words.resolve("validation_list.txt"), "no/a_nohash_0.wav\n");
    Files.writeString(words.resolve("testing_list.txt"), "no/189cbabe_nohash_0.wav\n");
    List<String> remarks = open(words, null, null).remarks();
    assertEquals(2, remarks.size());
    assertTrue(remarks.get(0).startsWith("2 speakers are in more than one part"), remarks.get(0));
    assertTrue(remarks.get(1).contains("1 training and 0 validation clips"), remarks.get(1));
  }

  @Test
  void aSourceIsNeededAndOnlyOne() {
    assertDoesNotThrow(
        () -> KIND.validate(Sections.read(KIND, Sections.SOMEWHERE, null, "12", null)));
    Sections.refused(
        KIND,
        Sections.read(KIND, null, null, null, null),
        "archive",
        "nothing",
        "dataset.archive or dataset.folder");
    Sections.refused(
        KIND,
        Sections.read(KIND, Sections.SOMEWHERE, Sections.SOMEWHERE, null, null),
        "folder",
        "somewhere",
        "dataset.archive or dataset.folder, not both");
  }

  @Test
  void classesAreOneOfThreeSetsOrAList() {
    Path x = Sections.SOMEWHERE;
    Sections.refused(
        KIND,
        Sections.read(KIND, x, null, "11", null),
        "classes",
        "11",
        "all-present, 35 or 12, or a list under words");
    Sections.refused(
        KIND,
        Sections.read(KIND, x, null, "12", Sections.TWO),
        "classes",
        "12",
        "nothing, as words are given");
    Sections.refused(
        KIND,
        Sections.read(KIND, x, null, null, List.of("yes")),
        "words",
        "[yes]",
        "two or more, each once");
  }

  @Test
  void nothingIsSynthesised() {
    Path x = Sections.SOMEWHERE;
    Sections.refused(
        KIND,
        new DatasetSettings(KIND.name(), x, null, null, null, Sections.FEW),
        "synthesis",
        Sections.FEW.toString(),
        "nothing, as kind speech-commands");
    Sections.refused(
        KIND,
        new DatasetSettings(KIND.name(), x, null, null, null, null, null, x, null),
        "recordings",
        "somewhere",
        "nothing, as kind speech-commands");
  }

  @Test
  void anArchiveThatIsMissingIsNamed() {
    Path missing = folder.resolve("none.tar.gz");
    DatasetSettings settings = Sections.read(KIND, missing, null, null, null);
    InputException e =
        assertThrows(
            InputException.class,
            () -> KIND.open(settings, folder.resolve("cache"), 1, ProgressListener.NONE));
    assertEquals(missing.toString(), e.file());
    assertFalse(Files.exists(folder.resolve("cache")));
  }
}
