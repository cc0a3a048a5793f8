package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.cli.console.Console;

/** A reader that is gone, or a disk that is full: the answer is not given, and that is said. */
class StandardOutputTest {
  private static PrintStream full() {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("No space left on device");
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCommandEndsWhereItsAnswerCannotBeWritten(boolean json) {
    Console console = new Console(full(), full(), json, false);
    assertThrows(UncheckedIOException.class, () -> console.answer(Map.of("a", 1), "a"));
    console.note("what cannot be said is no failure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void helpIsAnAnswerToo(String option) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertEquals(2, Main.run(full(), said, (arguments, jobs, file) -> 0, option));
    String text = err.toString(StandardCharsets.UTF_8);
    assertTrue(text.startsWith("keyspike: standard output: found its reader gone"), text);
  }
}
