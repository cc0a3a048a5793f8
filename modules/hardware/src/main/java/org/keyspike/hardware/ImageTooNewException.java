package org.keyspike.hardware;

import org.keyspike.io.InputException;

/** Thrown when a sound file has a format version that this reader does not know yet. */
public final class ImageTooNewException extends InputException {
  private static final long serialVersionUID = 1;

  ImageTooNewException(String file, String field, Object found, String expected) {
    super(file, field, found, expected);
  }
}
