package org.keyspike.audio;

import java.io.IOException;

/**
 * A sound file that cannot be used. The message is one line: file, place, what is there, what would
 * be right.
 */
public final class AudioException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String field;
  private final String found;
  private final String expected;

  AudioException(String file, String field, String found, String expected) {
    super(file + ": " + field + ": found " + found + ", expected " + expected);
    this.file = file;
    this.field = field;
    this.found = found;
    this.expected = expected;
  }

  /** The file as the caller named it. */
  public String file() {
    return file;
  }

  /** The place in the file: a chunk, a header field, a sample. */
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
