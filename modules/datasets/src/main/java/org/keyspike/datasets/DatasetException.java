package org.keyspike.datasets;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Data that cannot be used: a folder, archive, list or descriptor. The message is one line: file,
 * place, what is there, what would be right.
 */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String field;
  private final String found;
  private final String expected;

  DatasetException(Path file, String field, String found, String expected) {
    this(file.toString(), field, found, expected);
  }

  DatasetException(String file, String field, String found, String expected) {
    super(file + ": " + field + ": found " + found + ", expected " + expected);
    this.file = file;
    this.field = field;
    this.found = found;
    this.expected = expected;
  }

  DatasetException because(Throwable cause) {
    initCause(cause);
    return this;
  }

  /** The file, folder or address. */
  public String file() {
    return file;
  }

  /** The place in it. */
  public String field() {
    return field;
  }

  /** What is there. */
  public String found() {
    return found;
  }

  /** What would be right. */
  public String expected() {
    return expected;
  }
}
