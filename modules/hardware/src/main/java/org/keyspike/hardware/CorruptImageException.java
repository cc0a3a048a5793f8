package org.keyspike.hardware;

import org.keyspike.io.InputException;

/** Thrown when a file is no such file, was cut short or changed, or contradicts itself. */
public final class CorruptImageException extends InputException {
  private static final long serialVersionUID = 1;

  CorruptImageException(String file, String field, Object found, String expected) {
    super(file, field, found, expected);
  }
}
