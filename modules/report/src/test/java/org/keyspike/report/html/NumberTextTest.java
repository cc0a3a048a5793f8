package org.keyspike.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumberTextTest {

  @Test
  void isTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale :
          new Locale[] {Locale.GERMANY, Locale.US, Locale.forLanguageTag("ar-EG")}) {
        Locale.setDefault(locale);
        assertEquals("1,234.50 of 7 ab", NumberText.text("%,.2f of %d %s", 1234.5, 7, "ab"));
        assertEquals("12.35 %", NumberText.percent(0.12346));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void percentHasTwoDecimals() {
    assertEquals("0.00 %", NumberText.percent(0));
    assertEquals("100.00 %", NumberText.percent(1));
    assertEquals("-0.50 %", NumberText.percent(-0.005));
    assertEquals("NaN %", NumberText.percent(Double.NaN));
  }
}
