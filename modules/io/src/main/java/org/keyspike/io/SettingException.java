package org.keyspike.io;

/** A setting out of range, said by its name. */
public final class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String found;
  private final String expected;

  public SettingException(String field, Object found, String expected) {
    super(field + ": found " + found + ", expected " + expected);
    this.field = field;
    this.found = String.valueOf(found);
    this.expected = expected;
  }

  /** The same, for a setting that came from a file. */
  public InputException in(String file, String section) {
    return new InputException(file, section + "." + field, found, expected).because(this);
  }
}
