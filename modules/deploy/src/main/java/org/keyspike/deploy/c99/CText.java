package org.keyspike.deploy.c99;

import java.util.Locale;
import java.util.function.IntFunction;

/** C source in the making. */
final class CText {
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();

  /** A line. */
  CText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A number by name. */
  CText define(String name, long value) {
    return line("#define " + name + " " + (value < 0 ? "(" + value + ")" : value));
  }

  /**
   * An array in decimal numbers.
   *
   * @param declaration without its end, such as {@code const int16_t name[3]}
   */
  CText array(String declaration, int... values) {
    return array(declaration, String::valueOf, values);
  }

  /** An array of unsigned words. */
  CText words(String declaration, int... values) {
    return array(declaration, word -> String.format(Locale.ROOT, "0x%08XU", word), values);
  }

  private CText array(String declaration, IntFunction<String> form, int... values) {
    line(declaration + " = {");
    StringBuilder line = new StringBuilder("   ");
    for (int value : values) {
      String number = " " + form.apply(value) + ",";
      if (line.length() + number.length() > WIDTH) {
        line(line.toString());
        line.setLength(3);
      }
      line.append(number);
    }
    line(line.toString());
    return line("};");
  }

  /** A name as a string of C, in UTF-8 bytes of the source. */
  static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    name.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\' || c == '?') {
                quoted.append('\\');
              }
              if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\%03o", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
