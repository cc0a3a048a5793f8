package org.keyspike.report.html;

import java.util.Locale;

/** Numbers for people, the same in every country. */
public final class NumberText {
  private NumberText() {}

  /** A text with values in it, as {@link String#format} makes it with a decimal point. */
  public static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A part of 1 in percent, with two decimals. */
  public static String percent(double part) {
    return text("%.2f %%", 100 * part);
  }
}
