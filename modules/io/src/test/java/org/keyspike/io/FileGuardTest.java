package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGuardTest {
  @TempDir Path folder;

  @Test
  void oneHoldsItAtATime() throws IOException {
    Path file = folder.resolve(".thing.lock");
    try (FileGuard guard = FileGuard.hold(file)) {
      assertTrue(FileGuard.tryHold(file).isEmpty());
      assertTrue(FileGuard.tryHold(folder.resolve("x/../.thing.lock")).isEmpty(), "one file");
      assertTrue(Files.exists(file), guard::toString);
    }
    assertFalse(Files.exists(file), "nothing is left");
    FileGuard.tryHold(file).orElseThrow().close();
  }

  @Test
  void anotherProcessHoldsItUntilItEnds() throws IOException, InterruptedException {
    Path target = folder.resolve("thing");
    Process other = Holder.start(target);
    try {
      assertEquals('r', other.getInputStream().read());
      try (Staging own = Staging.beside(target)) {
        assertEquals(1, parts(), "what it works on stays");
        Files.writeString(own.path(), "");
        assertEquals(2, parts());
      }
    } finally {
      other.destroyForcibly().waitFor();
    }
    Staging.beside(target).close();
    assertEquals(0, parts(), "what it left goes");
    assertEquals(0, folder.toFile().list().length, "and so do the locks");
  }

  private int parts() {
    return folder.toFile().list((f, name) -> name.endsWith(".part")).length;
  }

  /** A process that is at work on something until it is killed. */
  static final class Holder {
    private Holder() {}

    static Process start(Path target) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              Holder.class.getName(),
              target.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    public static void main(String[] args) throws IOException {
      try (Staging staging = Staging.beside(Path.of(args[0]))) {
        Files.writeString(staging.path(), "half");
        System.out.print('r');
        System.out.flush();
        System.in.read();
      }
    }
  }
}
