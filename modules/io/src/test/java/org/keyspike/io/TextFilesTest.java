package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
  @TempDir Path folder;

  private static void refused(Path file, String found, Executable reading) {
    InputException refused = assertThrows(InputException.class, reading);
    assertEquals(file + ": found " + found, refused.getMessage().replaceFirst(", expected .*", ""));
  }

  @Test
  void linesAreReadAndWhatIsNoTextIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), "one\r\ntwö\n");
    assertEquals(List.of("one", "twö"), TextFiles.lines(file, "lines"));
    assertEquals("one\r\ntwö\n", TextFiles.read(file, "text"));
    Files.write(file, new byte[] {'o', (byte) 0xFF});
    assertEquals(
        file + ": content: found bytes that are no UTF-8, expected lines",
        assertThrows(InputException.class, () -> TextFiles.lines(file, "lines")).getMessage());
    Path missing = folder.resolve("missing");
    assertThrows(NoSuchFileException.class, () -> TextFiles.lines(missing, "lines"));
  }

  /** Opened, a pipe without a writer would wait for ever. */
  @Test
  void aPipeOrADeviceIsNoFile() throws Exception {
    Path pipe = folder.resolve("pipe");
    try {
      assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(false, "no pipes here");
    }
    Path device = Path.of("/dev/zero");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (Path file : List.of(pipe, device)) {
            refused(file, "a pipe or a device", () -> TextFiles.read(file, "text"));
            refused(file, "a pipe or a device", () -> YamlDocument.read(file));
            refused(file, "a pipe or a device", () -> JsonFile.read(file, List.class, "a list"));
            refused(file, "a pipe or a device", () -> Hashes.sha256Hex(file));
            refused(file, "a pipe or a device", () -> InputException.requireFile(file, "a file"));
          }
        });
  }
}
