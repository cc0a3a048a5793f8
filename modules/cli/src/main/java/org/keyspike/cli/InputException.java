package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Something given on the command line that cannot be used. The message is one line: file or option,
 * what is there, what would be right.
 */
public final class InputException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param place the file or the option
   * @param found what is there
   * @param expected what would be right
   */
  public InputException(Object place, String found, String expected) {
    super(place + ": found " + found + ", expected " + expected);
  }

  /**
   * Values that a record refuses.
   *
   * @param place the file, option or command that they came from
   * @param refusal what the record says of them: found and expected
   */
  public InputException(Object place, IllegalArgumentException refusal) {
    super(place + ": " + refusal.getMessage(), refusal);
  }

  /**
   * Checks that a file can be read.
   *
   * @param what what it should be, as in "a recipe"
   * @throws InputException if it is missing, a folder, or unreadable
   */
  public static Path requireFile(Path file, String what) throws InputException {
    if (Files.isDirectory(file)) {
      throw new InputException(file, "a folder", what);
    }
    return requireReadable(file, what);
  }

  /**
   * Checks that a folder is there.
   *
   * @throws InputException if it is missing, a file, or unreadable
   */
  public static Path requireFolder(Path folder, String what) throws InputException {
    requireReadable(folder, what);
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder, "a file", what);
    }
    return folder;
  }

  private static Path requireReadable(Path file, String what) throws InputException {
    if (!Files.exists(file)) {
      throw new InputException(file, "nothing of this name", what);
    }
    if (!Files.isReadable(file)) {
      throw new InputException(file, "no permission to read it", what);
    }
    return file;
  }
}
