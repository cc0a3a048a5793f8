package org.keyspike.cli.recipe;

import java.io.IOException;

/**
 * A recipe that cannot be used. The message is one line: file, line, key path, what was found, what
 * would be right.
 */
public final class RecipeException extends IOException {
  private static final long serialVersionUID = 1;

  private final String place;
  private final String key;

  /**
   * @param place file, with the line where one is known, or the command line's option
   * @param key the path of the key, as in {@code training.epochs}; empty for the whole file
   * @param complaint what was found and what would be right
   */
  RecipeException(String place, String key, String complaint) {
    super(place + ": " + (key.isEmpty() ? "" : key + ": ") + oneLine(complaint));
    this.place = place;
    this.key = key;
  }

  /** File and line, or the option. */
  public String place() {
    return place;
  }

  /** The path of the key, as in {@code training.epochs}. */
  public String key() {
    return key;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", ", ");
  }
}
