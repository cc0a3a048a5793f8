package org.keyspike.pipeline.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.DatasetSettings;
import org.keyspike.pipeline.recipe.DatasetSettings.Synthesis;
import org.keyspike.synthesis.NegativeSettings;

/** {@code dataset} sections for kinds, and what kinds say of them. */
final class Sections {
  static final Path SOMEWHERE = Path.of("somewhere");
  static final List<String> TWO = List.of("yes", "no");
  static final Synthesis FEW = new Synthesis(2, 1, 1, 1, 10);
  static final NegativeSettings OTHERS = new NegativeSettings(4, 3, 2, List.of());

  private Sections() {}

  /** Of a kind that is read from an archive or a folder. */
  static DatasetSettings read(
      DatasetKind kind, Path archive, Path folder, String classes, List<String> words) {
    return new DatasetSettings(kind.name(), archive, folder, classes, words, null);
  }

  /** Of a kind that is synthesised. */
  static DatasetSettings made(
      DatasetKind kind,
      List<String> words,
      Synthesis synthesis,
      NegativeSettings negatives,
      Path recordings) {
    return new DatasetSettings(
        kind.name(), null, null, null, words, synthesis, negatives, recordings, null);
  }

  /** A recipe of that name gets that kind. */
  static void isRegistered(String name, DatasetKind kind) throws InputException {
    assertEquals(name, kind.name());
    assertSame(kind.getClass(), DatasetKind.named(name).getClass());
  }

  /** A section is refused because of a key, in one line. */
  static void refused(
      DatasetKind kind, DatasetSettings settings, String key, String found, String expected) {
    InputException e = assertThrows(InputException.class, () -> kind.validate(settings));
    assertEquals(
        "dataset section of the recipe: dataset."
            + key
            + ": found "
            + found
            + ", expected "
            + expected,
        e.getMessage());
  }
}
