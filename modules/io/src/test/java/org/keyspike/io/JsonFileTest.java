package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  record Score(String stage, double accuracy) {}

  private static final String GOOD = "{\"stage\": \"train\",\n \"accuracy\": 0.5}";

  @Test
  void readsARecord(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), GOOD);
    assertEquals(new Score("train", 0.5), JsonFile.read(file, Score.class, "a score"));
  }

  @Test
  void saysWhereItIsWrong(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), GOOD.replace("0.5", "half"));
    InputException e =
        assertThrows(InputException.class, () -> JsonFile.read(file, Score.class, "a score"));
    assertTrue(e.file().startsWith(file + ":2:"), e.file());
    assertEquals("a score", e.expected());
  }

  @Test
  void allThatTheParserSaysIsSaid(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "{\n\"stage\": [1,\n2");
    InputException e =
        assertThrows(InputException.class, () -> JsonFile.read(file, Object.class, "anything"));
    assertTrue(e.getMessage().contains("(start marker at line 2, column 10)"), e.getMessage());
    assertTrue(e.file().startsWith(file + ":3:"), e.file());
  }

  @Test
  void nullIsNoRecord(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "null");
    InputException e =
        assertThrows(InputException.class, () -> JsonFile.read(file, Score.class, "a score"));
    assertEquals(file + ": found null, expected a score", e.getMessage());
  }

  @Test
  void aMissingFileIsNoBadContent(@TempDir Path folder) {
    Path file = folder.resolve("none.json");
    IOException e =
        assertThrows(IOException.class, () -> JsonFile.read(file, Score.class, "a score"));
    assertTrue(e instanceof NoSuchFileException || e instanceof java.io.FileNotFoundException);
  }

  @Test
  void aLineIsCountedFromTheFilesStart() throws IOException {
    Path file = Path.of("metrics.jsonl");
    assertEquals(
        new Score("a", 1),
        JsonFile.readLine(file, 7, "{\"stage\":\"a\",\"accuracy\":1}", Score.class, "a score"));
    InputException e =
        assertThrows(
            InputException.class,
            () -> JsonFile.readLine(file, 7, "{\"stage\":", Score.class, "a score"));
    assertTrue(e.getMessage().startsWith("metrics.jsonl:7:"), e.getMessage());
  }

  @Property(tries = 200)
  void damageIsOneLine(@ForAll String junk, @ForAll int cut) throws IOException {
    int at = Math.floorMod(cut, GOOD.length());
    String text = (GOOD.substring(0, at) + junk + GOOD.substring(at)).replaceAll("\\R", " ");
    try {
      JsonFile.readLine(Path.of("s.json"), 1, text, Score.class, "a score");
    } catch (InputException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
