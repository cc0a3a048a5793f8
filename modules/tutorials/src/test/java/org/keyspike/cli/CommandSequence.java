package org.keyspike.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program, given one command after the other in one process: what a start of Java takes is much
 * more than what most of them do. It ends with the exit code of the first that is not done.
 */
final class CommandSequence {
  private CommandSequence() {}

  /** Runs the commands of a file: one a line, its arguments divided by tabs. */
  public static void main(String[] args) throws IOException {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
      long start = System.nanoTime();
      int code = Main.run(both, both, new ChildProcess(), line.split("\t"));
      System.out.printf("%.1f s: %s%n", (System.nanoTime() - start) / 1e9, line);
      if (code != 0) {
        System.out.println(said.toString(StandardCharsets.UTF_8));
        System.exit(code);
      }
    }
    System.exit(0);
  }
}
