package org.keyspike.io;

/**
 * A value laid over a recipe: {@code training.epochs=10}. The value is YAML; where the recipe has a
 * list, {@code a,b} is one too.
 *
 * @param key path of the key, parts joined by dots
 * @param value YAML text
 * @param place where it was given, for errors
 */
public record Assignment(String key, String value, String place) {

  /**
   * Takes {@code key=value} apart.
   *
   * @param place where it was given, for errors
   * @throws InputException if there is no key or no equals sign
   */
  public static Assignment parse(String text, String place) throws InputException {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InputException(place, "'" + text + "'", "key.path=value");
    }
    String key = text.substring(0, equals).strip();
    return new Assignment(key, text.substring(equals + 1), place + " " + key);
  }
}
