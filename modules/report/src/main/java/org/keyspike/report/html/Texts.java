package org.keyspike.report.html;

import java.util.Locale;

/** Numbers for people, the same everywhere. */
final class Texts {
  private Texts() {}

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
