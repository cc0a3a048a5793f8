package org.keyspike.cli.listen;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keyspike.cli.console.Console;

/** A console whose words are kept. */
final class SpokenConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  SpokenConsole(boolean json, boolean quiet) {
    console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            json,
            quiet);
  }

  Console console() {
    return console;
  }

  /** Lines of standard output. */
  List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** Standard error as it is. */
  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
