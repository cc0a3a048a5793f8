package org.keyspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one exception for bad input: a file, an option or a recipe that cannot be used. Its message
 * is one line: file, field, what was found, what was expected.
 */
public class InputException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final String field;
  private final String found;
  private final String expected;

  /**
   * Input with a field that cannot be used.
   *
   * @param file the file, with the line where one is known, or the option
   * @param field the place in it: a key, a section, a header field; empty for all of it
   * @param found what is there
   * @param expected what would be right
   */
  public InputException(Object file, String field, Object found, String expected) {
    this(file, field, String.valueOf(found), expected, "found " + found + ", expected " + expected);
  }

  /**
   * Input that cannot be used as a whole.
   *
   * @param file the file or the option
   * @param found what is there
   * @param expected what would be right
   */
  public InputException(Object file, String found, String expected) {
    this(file, "", found, expected);
  }

  /**
   * Values that a record refuses.
   *
   * @param file the file, option or command that they came from
   * @param refusal the record's own words: found and expected
   */
  public InputException(Object file, IllegalArgumentException refusal) {
    this(file, "", refusal.getMessage(), "", refusal.getMessage());
    initCause(refusal);
  }

  private InputException(
      Object file, String field, String found, String expected, String complaint) {
    super(file + ": " + (field.isEmpty() ? "" : field + ": ") + oneLine(complaint));
    this.file = String.valueOf(file);
    this.field = field;
    this.found = found;
    this.expected = expected;
  }

  /**
   * Input that is complained of in words of one's own.
   *
   * @param file the file, with the line where one is known, or the option
   * @param field the place in it; empty for all of it
   * @param complaint what was found and what would be right
   */
  public static InputException complaint(Object file, String field, String complaint) {
    return new InputException(file, field, complaint, "", complaint);
  }

  /** The same with a cause. */
  public InputException because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** The file as the caller named it, with the line where one is known; or the option. */
  public String file() {
    return file;
  }

  /** The place in the file: a key, a section, a header field; empty for all of it. */
  public String field() {
    return field;
  }

  /** What was found. */
  public String found() {
    return found;
  }

  /** What would be right; empty where the complaint says it all. */
  public String expected() {
    return expected;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", ", ");
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
