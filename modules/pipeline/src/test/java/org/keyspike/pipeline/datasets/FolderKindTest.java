package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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

/** The {@code dataset} section of a folder of classes. */
class FolderKindTest {
  private static final FolderKind KIND = new FolderKind();
  private static final String PATTERN =
      "a regular expression whose first group is who speaks, as in '/([^/_]+)_[^/]*$'";

  @TempDir Path folder;

  private static DatasetSettings section(
      Path folder, String classes, List<String> words, String speakers) {
    return new DatasetSettings(
        KIND.name(), null, folder, classes, words, null, null, null, null, speakers, null);
  }

  @Test
  void isKnownByItsName() throws InputException {
    Sections.isRegistered("folder", KIND);
    assertEquals(false, KIND.frameWise());
  }

  @Test
  void classesAreItsFolders() throws IOException {
    Made.words(folder, List.of("no", "yes"), List.of("a", "b", "c"));
    DatasetSettings section = section(folder, null, null, "/([^/_]+)_[^/]*$");
    KIND.validate(section);
    Dataset dataset = KIND.open(section, folder, 1, ProgressListener.NONE);
    assertEquals(List.of("no", "yes"), dataset.classes());
    assertEquals(2, dataset.utterances(Split.TEST).size());
    assertEquals(
        List.of("yes", "no"),
        KIND.open(
                section(folder, null, List.of("yes", "no"), "_nohash_|[abc]_"),
                folder,
                1,
                ProgressListener.NONE)
            .classes());
    assertEquals(
        6,
        KIND.openForTest(folder, List.of("yes", "no"), ProgressListener.NONE)
            .utterances(Split.TEST)
            .size());
  }

  @Test
  void whatItCannotUseIsRefused() {
    Path x = Sections.SOMEWHERE;
    Sections.refused(KIND, section(x, null, null, null), "speakers", "nothing", PATTERN);
    Sections.refused(KIND, section(x, null, null, "("), "speakers", "( (Unclosed group)", PATTERN);
    Sections.refused(KIND, section(x, "12", null, "a"), "classes", "12", "nothing, as kind folder");
    Sections.refused(
        KIND,
        section(x, null, List.of("one"), "a"),
        "words",
        "[one]",
        "two or more folders, each once, or none for all");
    Sections.refused(
        KIND,
        section(null, null, null, "a"),
        "archive",
        "nothing",
        "dataset.archive or dataset.folder");
    SpeechCommandsKind other = new SpeechCommandsKind();
    Sections.refused(
        other,
        new DatasetSettings(other.name(), null, x, null, null, null, null, null, null, "a", null),
        "speakers",
        "a",
        "nothing, as kind speech-commands");
  }
}
