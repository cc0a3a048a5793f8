package org.keyspike.cli.report;

import java.util.Locale;

/** Numbers for people, the same everywhere. */
final class Words {
  private Words() {}

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String percent(double part) {
    return text("%.2f %%", 100 * part);
  }
}
