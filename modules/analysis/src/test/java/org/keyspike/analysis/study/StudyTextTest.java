package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.io.RecordWriter;

/** {@link StudyTable} as JSON, and as {@link StudyText}. */
class StudyTextTest {
  private record Part(double nanojoules, long cycles) {}

  private record Row(String name, @JsonUnwrapped Part part, Optional<String> why) {}

  private static final StudyTable STUDY =
      new StudyTable(
          "made",
          "two",
          List.of(
              new Row("a", new Part(1234.567, 12_345), Optional.empty()),
              new Row("bc", new Part(0.5, 7), Optional.of("full"))),
          List.of("b is better", "a is not"),
          List.of("made.png"));

  @Test
  void peopleReadATableAndTheFindings() {
    assertEquals(
        """
        | name | nanojoules | cycles | why  |
        |------|------------|--------|------|
        | a    | 1235       | 12345  |      |
        | bc   | 0.5000     | 7      | full |
        b is better
        a is not
        """,
        String.join("\n", StudyText.of(STUDY).lines().toList()) + "\n");
  }

  @Test
  void programsReadFlatRows() {
    assertEquals(
        "{\"study\":\"made\",\"architecture\":\"two\",\"rows\":["
            + "{\"name\":\"a\",\"nanojoules\":1234.567,\"cycles\":12345,\"why\":null},"
            + "{\"name\":\"bc\",\"nanojoules\":0.5,\"cycles\":7,\"why\":\"full\"}],"
            + "\"findings\":[\"b is better\",\"a is not\"],\"files\":[\"made.png\"]}",
        RecordWriter.json(STUDY));
  }
}
