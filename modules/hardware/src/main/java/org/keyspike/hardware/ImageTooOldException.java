package org.keyspike.hardware;

/** Thrown when a sound file has a format version that this reader no longer reads. */
public final class ImageTooOldException extends ImageException {
  private static final long serialVersionUID = 1;

  ImageTooOldException(String file, String field, Object found, String expected) {
    super(file, field, found, expected);
  }
}
