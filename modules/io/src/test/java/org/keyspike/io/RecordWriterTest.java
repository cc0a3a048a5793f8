package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  record Setup(String name, Integer size, double gain, List<String> words, Path folder) {}

  @Test
  void keysComeInTheirOrderAndNullIsLeftOutOfYaml() {
    Setup setup = new Setup("yes", null, 0.5, List.of("on", "off"), Path.of("/data/../x"));
    assertEquals(
        """
        name: "yes"
        gain: 0.5
        words:
        - "on"
        - "off"
        folder: "/x"
        """,
        RecordWriter.yaml(setup));
    assertEquals(
        "{\"name\":\"yes\",\"size\":null,\"gain\":0.5,\"words\":[\"on\",\"off\"],"
            + "\"folder\":\"/x\"}",
        RecordWriter.json(setup));
  }

  record Pair(Setup one, Setup two) {}

  @Test
  void fieldsAsInAnotherRecordAreLeftOutAndNothingElseChanges() {
    Setup usual = new Setup("no", 3, 0.1, List.of("on"), Path.of("/x"));
    Setup other = new Setup("no", 4, 0.1, List.of("off"), Path.of("/x"));
    List<String> places = List.of("/one/gain", "/one/words", "/one/size", "/two");
    assertEquals(
        "{\"one\":{\"name\":\"no\",\"size\":4,\"words\":[\"off\"],\"folder\":\"/x\"}}",
        RecordWriter.json(new Pair(other, usual), new Pair(usual, usual), places));
    assertEquals(
        RecordWriter.json(usual), RecordWriter.json(usual, usual, List.of()), "same numbers");
  }

  /** What is written is read again as the same record, whatever the texts and numbers. */
  @Property(tries = 300)
  void yamlIsReadBack(@ForAll String name, @ForAll int size, @ForAll double gain)
      throws IOException {
    // A text of nothing is no value, and a lone surrogate is no text of UTF-8.
    String text = "a" + name.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cn}\\p{Co}\\uFEFF]", "");
    Setup setup = new Setup(text, size, gain, List.of(text, "yes"), Path.of("/data"));
    RecordBinder.Source source = new RecordBinder.Source("s.yaml", Path.of("/"), "");
    assertEquals(
        setup, RecordBinder.bind(RecordWriter.yaml(setup), source, Setup.class, List.of()));
  }
}
