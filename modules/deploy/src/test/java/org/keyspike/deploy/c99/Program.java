package org.keyspike.deploy.c99;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** C programs among the resources of these tests. */
final class Program {
  private Program() {}

  /** Puts a program beside an exported network. */
  static void copy(String name, Path folder) throws IOException {
    try (var in = Program.class.getResourceAsStream(name)) {
      Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
