package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;

class FailureTest {

  @Test
  void filesAreNamedWithWhatIsWrong() {
    assertBad("a/b: no such file or folder", new NoSuchFileException("a/b"));
    assertBad("a/b: no permission to read or write it", new AccessDeniedException("a/b"));
    assertBad("a/b: is there already and is not a folder", new FileAlreadyExistsException("a/b"));
    assertBad(
        "a/b: cannot be written, the disk is full",
        new FileSystemException("a/b", null, "No space left on device"));
    assertBad(
        "the disk is full: No space left on device", new IOException("No space left on device"));
    assertBad("a/b: Is odd", new FileSystemException("a/b", null, "Is odd"));
    assertBad("x: found 1, expected 2", new InputException("x", "1", "2"));
    assertBad(
        "a/b: no such file or folder", new UncheckedIOException(new NoSuchFileException("a/b")));
    assertBad("java.io.IOException", new IOException());
  }

  @Test
  void aNetworkThatCannotBeIsBadInput() {
    assertBad("network: layers is 0, expected 1", new SpecException("layers", 0, "1"));
  }

  @Test
  void everyMessageIsOneLine() {
    assertBad("a; b; c", new IOException("a\nb \r\n  c\n"));
  }

  @Test
  void whatNobodyExpectedIsInternal() {
    Failure failure = Failure.of(new IllegalStateException("oh"));
    assertEquals(ExitCode.INTERNAL, failure.exitCode());
    assertEquals("internal error: java.lang.IllegalStateException: oh", failure.line());
    Failure memory = Failure.of(new OutOfMemoryError());
    assertEquals(ExitCode.INTERNAL, memory.exitCode());
    assertTrue(memory.line().startsWith("out of memory: "), memory::line);
  }

  private static void assertBad(String line, Throwable thrown) {
    assertEquals(new Failure(ExitCode.BAD_INPUT, line), Failure.of(thrown));
  }
}
