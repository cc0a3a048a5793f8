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
    assertEquals(file.toString(), e.file());
    return e.field();
  }

  @Test
  void brokenDescriptorsAreRefused() throws IOException {
    DatasetDescriptor.read(Files.writeString(folder.resolve("good.yaml"), GOOD));
    assertEquals("key", refused(GOOD + "colour: red\n"));
    assertEquals("title", refused(GOOD.replace("words\n", "\n")));
    assertEquals("licence", refused(GOOD.replace("licence: CC0\n", "")));
    assertEquals("obtain", refused(GOOD.replaceAll("url:.*\n", "")));
    assertEquals("url", refused(GOOD.replace("/a/words.tar.gz", "/")));
    assertEquals("url", refused(GOOD.replace("https://example.org/a/words.tar.gz", "\"a b\"")));
    assertEquals("bytes", refused(GOOD.replace("10", "0")));
    assertEquals("bytes", refused(GOOD.replace("10", "ten")));
    assertEquals("sha256", refused(GOOD.replace("0a0a", "0A0A")));
    assertEquals("content", refused(""));
    assertEquals("content", refused("- a\n- b\n"));
    assertEquals("title", refused("title: [\n"));
    assertTrue(refused("title: words\n\tx: y\n").startsWith("line "));
  }
}
