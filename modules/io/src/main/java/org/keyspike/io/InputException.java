package org.keyspike.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The one exception for bad input: a file, an option or a recipe that cannot be used. Its message
 * is one line: file, field, what was found, what was expected. A line break in any of them is said
 * as a comma.
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
   * @param found what is there; null is said as "nothing"
   * @param expected what would be right
   */
  public InputException(Object file, String field, Object found, String expected) {
    this(file, field, text(found), expected, "found " + text(found) + ", expected " + expected);
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
   * Values that a record refuses, in the record's own words. Of a {@link SettingException} the
   * field, what was found and what was expected are known.
   *
   * @param file the file, option or command that they came from
   */
  public InputException(Object file, IllegalArgumentException refusal) {
    super(oneLine(file + ": " + refusal.getMessage()), refusal);
    SettingException setting = refusal instanceof SettingException known ? known : null;
    this.file = String.valueOf(file);
    this.field = setting == null ? "" : setting.field();
    this.found = setting == null ? text(refusal.getMessage()) : setting.found();
    this.expected = setting == null ? "" : setting.expected();
  }

  private InputException(
      Object file, String field, String found, String expected, String complaint) {
    super(oneLine(file + ": " + (field.isEmpty() ? "" : field + ": ") + complaint.strip()));
    this.file = String.valueOf(file);
    this.field = field;
    this.found = found;
    this.expected = expected;
  }

  /**
   * Input with a key that has no meaning.
   *
   * @param file the file, with the line where one is known, or the option
   * @param key as it stands there; empty if {@code file} names it
   * @param nearest the known key that was probably meant
   */
  static InputException unknownKey(Object file, String key, Optional<String> nearest) {
    String complaint = "no such key" + nearest.map(known -> "; the nearest is " + known).orElse("");
    return new InputException(file, key, "an unknown key", nearest.orElse(""), complaint);
  }

  /**
   * Input with a field that is refused in words that do not say what would be right.
   *
   * @param refusal all that is known of the reason
   */
  static InputException refused(Object file, String field, String refusal) {
    return new InputException(file, field, refusal, "", refusal);
  }

  /**
   * The same exception, with what brought it about: {@code throw new InputException(…).because(e)}.
   *
   * @throws IllegalStateException if it has a cause already
   */
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

  /** What would be right; empty where {@link #found} is all that is known. */
  public String expected() {
    return expected;
  }

  private static String text(Object found) {
    return found == null ? "nothing" : found.toString().strip();
  }

  private static String oneLine(String text) {
    StringTokenizer lines = new StringTokenizer(text, "\n\u000B\f\r\u0085\u2028\u2029");
    List<String> parts = new ArrayList<>();
    while (lines.hasMoreTokens()) {
      String part = lines.nextToken().strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return String.join(", ", parts);
  }

  /**
   * Checks that a file can be read. A pipe or a device is none.
   *
   * @param what what it should be, as in "a recipe"
   * @throws InputException if it is missing, a folder, a pipe or device, or unreadable
   */
  public static Path requireFile(Path file, String what) throws InputException {
    if (Files.isDirectory(file)) {
      throw new InputException(file, "a folder", what);
    }
    requireReadable(file, what);
    return requireNoPipe(file, what);
  }

  /**
   * Checks that what is to be opened as a file is no pipe and no device, if it is there: opening
   * one could wait for ever, and reading it never end.
   *
   * @param what what it should be, as in "a recipe"
   */
  public static Path requireNoPipe(Path file, String what) throws InputException {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new InputException(file, "a pipe or a device", what);
    }
    return file;
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
