package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
  @TempDir Path folder;

  /** A program that sets the time of writing back does not hide that it has written. */
  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "has no time of change that programs cannot set")
  void timeOfChangeCannotBeSet() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "aaaa");
    FileStamp before = FileStamp.of(file);
    assertEquals(before, FileStamp.of(file));
    assertEquals(4, before.size());
    Thread.sleep(60);
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, "aaba");
    Files.setLastModifiedTime(file, time);
    FileStamp after = FileStamp.of(file);
    assertEquals(before.modified(), after.modified());
    assertNotEquals(before, after);
  }

  @Test
  void settledAfterAStepOfTheClock() throws IOException {
    long second = 1_000_000_000L;
    FileStamp fine = new FileStamp(1, 0, 7 * second + 1);
    assertFalse(fine.settled(7 * second + 50_000_001));
    assertTrue(fine.settled(7 * second + 50_000_002));
    FileStamp coarse = new FileStamp(1, 0, 7 * second);
    assertFalse(coarse.settled(9 * second));
    assertTrue(coarse.settled(9 * second + 1));
    long now = FileStamp.now(folder);
    assertTrue(now > second);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
