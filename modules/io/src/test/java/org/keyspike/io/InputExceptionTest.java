package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputExceptionTest {
  private static void assertParts(
      InputException e, String file, String field, String found, String expected) {
    assertEquals(file, e.file());
    assertEquals(field, e.field());
    assertEquals(found, e.found());
    assertEquals(expected, e.expected());
  }

  @Test
  void saysFileFieldFoundAndExpected() {
    InputException e = new InputException(Path.of("a.yaml"), "lanes", 0, "1 to 1024");
    assertEquals("a.yaml: lanes: found 0, expected 1 to 1024", e.getMessage());
    assertParts(e, "a.yaml", "lanes", "0", "1 to 1024");
    assertParts(new InputException("a", "b", null, "c"), "a", "b", "nothing", "c");
  }

  @Test
  void aFileAsAWholeHasNoField() {
    InputException e = new InputException("--out", "a file", "a folder");
    assertEquals("--out: found a file, expected a folder", e.getMessage());
    assertParts(e, "--out", "", "a file", "a folder");
  }

  @Test
  void isOneLine() {
    assertEquals(
        "a, b: c: found d, e, expected f",
        new InputException("a\nb", "c", "d\r\n  e\n", "f").getMessage());
  }

  @Test
  void aRefusalKeepsItsWordsAndItsParts() {
    SettingException setting = new SettingException("epochs", 0, "at least 1");
    InputException e = new InputException("recipe", setting);
    assertEquals("recipe: epochs: found 0, expected at least 1", e.getMessage());
    assertParts(e, "recipe", "epochs", "0", "at least 1");
    assertSame(setting, e.getCause());
    InputException other = new InputException("recipe", new IllegalArgumentException("no way"));
    assertEquals("recipe: no way", other.getMessage());
    assertParts(other, "recipe", "", "no way", "");
  }

  @Test
  void anUnknownKeyNamesTheNearest() {
    assertEquals(
        "a.yaml: lane: no such key; the nearest is lanes",
        InputException.unknownKey("a.yaml", "lane", Optional.of("lanes")).getMessage());
    assertEquals(
        "a.yaml: lane: no such key",
        InputException.unknownKey("a.yaml", "lane", Optional.empty()).getMessage());
  }

  @Test
  void hasOneCause() {
    Throwable cause = new IOException();
    InputException e = new InputException("a", "b", "c").because(cause);
    assertSame(cause, e.getCause());
    assertThrows(IllegalStateException.class, () -> e.because(cause));
  }

  @Test
  void filesAndFoldersAreRequired(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertSame(file, InputException.requireFile(file, "a recipe"));
    assertSame(folder, InputException.requireFolder(folder, "a run folder"));
    assertEquals(
        folder + ": found a folder, expected a recipe",
        assertThrows(InputException.class, () -> InputException.requireFile(folder, "a recipe"))
            .getMessage());
    assertEquals(
        file + ": found a file, expected a run folder",
        assertThrows(InputException.class, () -> InputException.requireFolder(file, "a run folder"))
            .getMessage());
    Path none = folder.resolve("none");
    assertEquals(
        none + ": found nothing of this name, expected a recipe",
        assertThrows(InputException.class, () -> InputException.requireFile(none, "a recipe"))
            .getMessage());
  }
}
