package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;

class DatasetSectionTest {
  private static final Path PLACE = Path.of("there");

  private static DatasetSettings section(Path archive, Path folder, List<String> words) {
    return new DatasetSettings("tones", archive, folder, "12", words, null);
  }

  @Test
  void oneSourceIsRequired() {
    assertDoesNotThrow(() -> DatasetSection.requireSource(section(PLACE, null, null)));
    assertDoesNotThrow(() -> DatasetSection.requireSource(section(null, PLACE, null)));
    assertEquals("dataset.archive", source(null, null).field());
    assertEquals("dataset.folder", source(PLACE, PLACE).field());
  }

  private static InputException source(Path archive, Path folder) {
    return assertThrows(
        InputException.class, () -> DatasetSection.requireSource(section(archive, folder, null)));
  }

  @Test
  void aKeyOfNoUseIsNamedWithTheReason() {
    DatasetSettings plain = section(PLACE, null, null);
    assertDoesNotThrow(
        () -> DatasetSection.requireNone(plain, "folder", "words", "negatives", "recordings"));
    InputException kind =
        assertThrows(
            InputException.class, () -> DatasetSection.requireNone(plain, "words", "classes"));
    assertEquals("dataset.classes", kind.field());
    assertEquals("nothing, as kind tones", kind.expected());
    InputException both =
        assertThrows(
            InputException.class,
            () ->
                DatasetSection.requireNone(section(PLACE, null, List.of("yes", "no")), "classes"));
    assertEquals("nothing, as words are given", both.expected());
    assertThrows(IllegalArgumentException.class, () -> DatasetSection.requireNone(plain, "colour"));
  }

  @Test
  void nothingIsFoundWhereThereIsNothing() {
    assertEquals("nothing", DatasetSection.wrong("words", null, "some").found());
  }
}
