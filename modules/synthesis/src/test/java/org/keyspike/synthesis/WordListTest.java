package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;

/** Where other words are from: {@link WordList}, and {@link WordSequences} of them. */
class WordListTest {
  @TempDir Path folder;

  private List<String> read(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return WordList.of("de", Optional.of(file)).words();
  }

  @Test
  void aWordALine() throws IOException {
    String list = "3\nHaus/ESm\ngrün\tadj\r\nx\nhaus\n\n12\nein zwei\n# Anfang\nÜbung\n";
    List<String> words = List.of("Haus", "grün", "ein", "Übung");
    assertEquals(words, read("utf8.txt", list.getBytes(StandardCharsets.UTF_8)));
    assertEquals(words, read("latin.txt", list.getBytes(StandardCharsets.ISO_8859_1)));
    Files.writeString(folder.resolve("pl_PL.aff"), "# x\nSET ISO8859-2\nTRY abc\n");
    assertEquals(
        List.of("łąka", "dom"),
        read("pl_PL.dic", new byte[] {(byte) 0xb3, (byte) 0xb1, 'k', 'a', '\n', 'd', 'o', 'm'}));
  }

  @Test
  void ofManyTheSameAreDrawn() throws IOException {
    String many =
        IntStream.range(0, 5_000)
            .mapToObj(
                i -> "w" + Integer.toString(i, 26).replaceAll("\\d", "z") + (char) ('a' + i % 7))
            .collect(Collectors.joining("\n"));
    List<String> words = read("many.txt", many.getBytes(StandardCharsets.UTF_8));
    assertEquals(words, read("again.txt", many.getBytes(StandardCharsets.UTF_8)));
    assertTrue(words.size() <= 3_000, "" + words.size());
    assertEquals(words.size(), words.stream().distinct().count());
  }

  /** A corpus depends on what is in a list, and not on where it lies. */
  @Test
  void theKeyHoldsWordsAndNoPlace() throws IOException {
    Path one = Files.writeString(folder.resolve("one.txt"), "Haus\nGarten\n");
    Path copy = Files.writeString(folder.resolve("copy.txt"), "Haus/x\nGarten\n");
    Path other = Files.writeString(folder.resolve("other.txt"), "Haus\nBaum\n");
    assertEquals(key(one), key(copy));
    assertNotEquals(key(one), key(other));
    assertNotEquals("", key(one));
  }

  private static String key(Path list) throws IOException {
    VoiceSettings voices = new VoiceSettings(null, null, null, "en", Optional.of(list));
    return voices + voices.key();
  }

  @Test
  void aListOfTooFewIsRefused() {
    InputException e =
        assertThrows(
            InputException.class, () -> read("one.txt", "ja\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals("1 of letters", e.found());
    assertThrows(
        InputException.class, () -> WordList.of("de", Optional.of(folder.resolve("none"))));
  }

  @Test
  void installedDictionariesAreFoundByTheirNames() throws IOException {
    Path spelling = Files.createDirectory(folder.resolve("hunspell"));
    Path dictionaries = Files.createDirectory(folder.resolve("dict"));
    assertEquals(Optional.empty(), WordList.installed("de", List.of(spelling), dictionaries));
    Path german = Files.createFile(dictionaries.resolve("ngerman"));
    assertEquals(Optional.of(german), WordList.installed("de", List.of(spelling), dictionaries));
    Files.createFile(spelling.resolve("den_XX.dic"));
    Path first = Files.createFile(spelling.resolve("de_AT.dic"));
    Files.createFile(spelling.resolve("de_DE.dic"));
    assertEquals(Optional.of(first), WordList.installed("de-at", List.of(spelling), dictionaries));
  }

  @Test
  void numbersAreReadInAnyLanguage() throws IOException {
    assertEquals(852, WordList.of("en", Optional.empty()).words().size());
    WordList list = WordList.of("tlh", Optional.empty());
    assertEquals(1_000, list.words().size());
    assertTrue(list.source().startsWith("numbers alone"), list.source());
  }

  @Test
  void sequencesHoldNoKeyword() throws IOException {
    WordSequences words = new WordSequences(List.of("a", "b", "c"));
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 100; i++) {
      List<String> drawn = words.draw(random, some -> some.contains("b") && some.size() < 6);
      assertTrue(drawn.size() >= 4 && drawn.size() <= 9);
      assertFalse(drawn.contains("b") && drawn.size() < 6);
    }
    assertThrows(InputException.class, () -> words.draw(random, some -> true));
  }
}
