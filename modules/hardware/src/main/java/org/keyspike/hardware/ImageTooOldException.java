package org.keyspike.hardware;

import org.keyspike.io.InputException;

/** Thrown when a sound file has a format version that this reader no longer reads. */
public final class ImageTooOldException extends InputException {
  private static final long serialVersionUID = 1;

  ImageTooOldException(String file, String field, Object found, String expected) {
    super(file, field, found, expected);
  }
}
