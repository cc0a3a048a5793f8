package org.keyspike.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.datasets.Made;
import org.keyspike.io.InputException;

class DatasetDescriptorTest {
  private static final Path SHIPPED = Path.of("..", "..", "datasets");
  private static final String GOOD =
      """
      title: words
      licence: CC0
      kind: speech-commands
      layout: clips
      url: https://example.org/a/words.tar.gz
      bytes: 10
      sha256: %s
      """
          .formatted("0a".repeat(32));

  @TempDir Path folder;

  @Test
  void shippedDescriptors() throws IOException {
    DatasetDescriptor commands = DatasetDescriptor.find(SHIPPED, "gsc-v2");
    assertEquals(2_428_923_189L, commands.bytes());
    assertEquals("speech_commands_v0.02.tar.gz", commands.fileName());
    assertTrue(commands.fetchable());
    assertFalse(DatasetDescriptor.find(SHIPPED, "timit").fetchable());
    for (String entry : Made.entries(SHIPPED)) {
      if (entry.endsWith(".yaml")) {
        DatasetDescriptor.read(SHIPPED.resolve(entry));
      }
    }
  }

  @Test
  void unknownNamesNameTheKnown() {
    for (String name : new String[] {"gsc-v3", "../datasets/gsc-v2", ""}) {
      InputException e =
          assertThrows(InputException.class, () -> DatasetDescriptor.find(SHIPPED, name));
      assertEquals("one of gsc-mini, gsc-v1, gsc-v2, timit", e.expected());
    }
  }

  private String refused(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("d.yaml"), content);
    InputException e =
        assertThrows(InputException.class, () -> DatasetDescriptor.read(file), content);
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    return e.getMessage().substring(file.toString().length() + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          title: words             | title:                     | line 1: title: found nothing, expected a line of text
          licence: CC0             | license: CC0               | line 2: license: no such key; the nearest is licence
          licence: CC0             | licence: [CC0]             | line 2: licence: found a list, expected a text
          url: https               | obtian: https              | line 5: obtian: no such key; the nearest is obtain
          /a/words.tar.gz          | /                          | line 5: url: found https://example.org/, expected the address of a file
          https://example.org/a/   | a b                        | line 5: url: found 'a bwords.tar.gz', expected an address
          bytes: 10                | bytes: 0                   | line 6: bytes: found 0, expected the archive's size
          bytes: 10                | bytes: ten                 | line 6: bytes: found 'ten', expected an integer
          bytes: 10                | bytes: 99999999999999999999 | line 6: bytes: found 99999999999999999999, expected an integer of 64 bits
          sha256: 0a               | sha256: A                  | line 7: sha256: found A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, expected 64 hexadecimal digits, lower case
          """)
  void brokenDescriptorsAreRefused(String right, String wrong, String expected) throws IOException {
    DatasetDescriptor.read(Files.writeString(folder.resolve("good.yaml"), GOOD));
    assertEquals(expected, refused(GOOD.replace(right, wrong == null ? "" : wrong)));
  }

  @Test
  void whatIsNoDescriptorIsRefused() throws IOException {
    assertEquals(
        "obtain: found nothing, expected a line of text", refused(GOOD.replaceAll("url:.*\n", "")));
    String keys =
        "expected the keys bytes, from, kind, layout, licence, obtain, sha256, title, url";
    assertEquals("found an empty file, " + keys, refused(""));
    assertEquals("found a list, " + keys, refused("- a\n- b\n"));
    assertTrue(refused("title: [\n").startsWith("line "));
    assertTrue(refused("title: words\n\tx: y\n").startsWith("line "));
  }
}
