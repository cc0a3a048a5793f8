package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {
  private static final String TEXT =
      """
      a: yes
      b:
        - 1
        - {c: 0.5, d: true}
      e: 99999999999999999999
      f:
      g: ""
      """;

  @Test
  void wordsNumbersAndTruthValues() throws InputException {
    assertEquals(
        "{\"a\":\"yes\",\"b\":[1,{\"c\":0.5,\"d\":true}],\"e\":99999999999999999999,"
            + "\"f\":null,\"g\":null}",
        YamlDocument.parse(TEXT, "t.yaml").root().toString());
    assertTrue(YamlDocument.parse("# nothing", "t.yaml").root().isMissingNode());
  }

  @ParameterizedTest
  @CsvSource({
    "a, t.yaml: line 1",
    "b[1], t.yaml: line 4",
    "b[1].d, t.yaml: line 4",
    "b[7].x, t.yaml: line 2",
    "e.x.y, t.yaml: line 5",
    "h, t.yaml"
  })
  void aKeyHasTheLineOfItselfOrOfWhatHoldsIt(String key, String place) throws InputException {
    assertEquals(place, YamlDocument.parse(TEXT, "t.yaml").place(key));
  }

  @Test
  void aNumberIsKeptAsItIsWritten() throws InputException {
    YamlDocument document = YamlDocument.parse("a: [007, 1.10]\nb: x", "t.yaml");
    assertEquals("007", document.written("a[0]"));
    assertEquals("1.10", document.written("a[1]"));
    assertNull(document.written("b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10|010",
        "16|0x10",
        "1000|1_000",
        "-7|-007",
        "\"1:30\"|1:30",
        "\".nan\"|.nan",
      })
  void anIntegerIsDecimalUnlessItSaysOtherwise(String expected, String written)
      throws InputException {
    YamlDocument document = YamlDocument.parse("a: " + written, "t.yaml");
    assertEquals(expected, document.root().get("a").toString());
  }

  /** What the parser found, in the line where it found it: not what it was about. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:\\n\\tb: c|t.yaml: line 2: found character '.*TAB.*' that cannot start any token.*",
        "a: {b: 1\\nc: 2|t.yaml: line 2: expected ',' or '}'.*",
        "a: b: c|t.yaml: line 1: mapping values are not allowed here",
        "a: 1\\nb: CONTROL|t.yaml: line 2: the character U\\+0001, which no text has",
        "a: 1\\nb: \"c|t.yaml: line 2: found unexpected end of stream",
      })
  void theProblemIsTheParsersOwn(String text, String message) {
    String yaml = text.replace("\\n", "\n").replace("\\t", "\t").replace("CONTROL", "\u0001");
    InputException e = assertThrows(InputException.class, () -> YamlDocument.parse(yaml, "t.yaml"));
    assertTrue(e.getMessage().matches(message), e.getMessage());
  }

  @Test
  void readsUtf8(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), "a: ä");
    assertEquals("ä", YamlDocument.read(file).root().get("a").asText());
    Files.write(file, new byte[] {(byte) 0xff});
    assertEquals(
        file + ": found no UTF-8 text, expected YAML",
        assertThrows(InputException.class, () -> YamlDocument.read(file)).getMessage());
  }

  @Property(tries = 300)
  void whateverTheTextItIsATreeOrOneLine(@ForAll String junk, @ForAll int cut) {
    int at = Math.floorMod(cut, TEXT.length());
    String text = TEXT.substring(0, at) + junk + TEXT.substring(at);
    try {
      YamlDocument.parse(text, "t.yaml");
    } catch (InputException e) {
      assertTrue(e.getMessage().startsWith("t.yaml: "), e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }
}
