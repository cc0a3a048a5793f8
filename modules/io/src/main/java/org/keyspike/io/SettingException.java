package org.keyspike.io;

/**
 * A value out of range, said by its name: the exception of records that check what they are given.
 * {@link RecordBinder} turns it into an {@link InputException} with the file and line of the key.
 */
public class SettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String found;
  private final String expected;

  /**
   * A value with the usual message, {@code field: found X, expected Y}.
   *
   * @param field the name of the value, parts joined by dots
   * @param found what it is; null is said as "nothing"
   * @param expected what would be right
   */
  public SettingException(String field, Object found, String expected) {
    this(field, found, expected, field + ": " + found(found, expected));
  }

  /** A value with a message of the subclass's own. */
  protected SettingException(String field, Object found, String expected, String message) {
    super(message);
    this.field = field;
    this.found = text(found);
    this.expected = expected;
  }

  private static String found(Object found, String expected) {
    return "found " + text(found) + ", expected " + expected;
  }

  private static String text(Object found) {
    return found == null ? "nothing" : found.toString();
  }

  /** The name of the value, parts joined by dots. */
  public final String field() {
    return field;
  }

  /** What it is. */
  public final String found() {
    return found;
  }

  /** What would be right. */
  public final String expected() {
    return expected;
  }

  /** The same, for a value that came from a section of a file. */
  public final InputException in(String file, String section) {
    return new InputException(file, section + "." + field, found, expected).because(this);
  }
}
