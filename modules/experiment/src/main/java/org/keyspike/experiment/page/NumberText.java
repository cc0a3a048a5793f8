package org.keyspike.experiment.page;

import java.util.Locale;

/** Numbers for people, the same everywhere. */
final class NumberText {
  private NumberText() {}

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String percent(double part) {
    return text("%.2f %%", 100 * part);
  }
}
