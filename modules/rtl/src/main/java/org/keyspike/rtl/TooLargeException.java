package org.keyspike.rtl;

/** The refusal of an image that is too large for a field of the program. */
final class TooLargeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  TooLargeException(String field, long value, int bits) {
    super(field + " " + value + " of the program does not fit " + bits + " bits");
  }
}
