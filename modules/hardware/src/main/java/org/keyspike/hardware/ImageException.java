package org.keyspike.hardware;

import java.io.IOException;

/**
 * A weight image or a file of known answers that cannot be used: file, field, what was found, what
 * would be right.
 */
public abstract sealed class ImageException extends IOException
    permits CorruptImageException, ImageTooOldException, ImageTooNewException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final String field;
  private final String found;
  private final String expected;

  ImageException(String file, String field, Object found, String expected) {
    super(file + ": " + field + ": found " + found + ", expected " + expected);
    this.file = file;
    this.field = field;
    this.found = String.valueOf(found);
    this.expected = expected;
  }

  public String file() {
    return file;
  }

  public String field() {
    return field;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }
}
