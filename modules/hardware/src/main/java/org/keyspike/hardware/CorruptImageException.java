package org.keyspike.hardware;

/** Thrown when a file is no such file, was cut short or changed, or contradicts itself. */
public final class CorruptImageException extends ImageException {
  private static final long serialVersionUID = 1;

  CorruptImageException(String file, String field, Object found, String expected) {
    super(file, field, found, expected);
  }
}
