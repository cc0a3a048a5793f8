package org.keyspike.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Text files in UTF-8, read as a whole; what is no text is bad input. */
public final class TextFiles {
  private TextFiles() {}

  /**
   * Reads a file.
   *
   * @param what it should be, as in "the metrics of a run"
   * @throws InputException if it is a pipe or a device, or no UTF-8
   */
  public static String read(Path file, String what) throws IOException {
    InputException.requireNoPipe(file, what);
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InputException(file, "content", "bytes that are no UTF-8", what).because(e);
    }
  }

  /**
   * Reads the lines of a file.
   *
   * @throws InputException as {@link #read}
   */
  public static List<String> lines(Path file, String what) throws IOException {
    return read(file, what).lines().toList();
  }
}
