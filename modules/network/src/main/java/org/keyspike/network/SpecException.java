package org.keyspike.network;

/** A network that cannot be: which field of the spec, what was found, what would be right. */
public final class SpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String field;

  public SpecException(String field, Object found, String expected) {
    super("network: " + field + " is " + found + ", expected " + expected);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
