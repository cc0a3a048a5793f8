package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SettingExceptionTest {
  private static final class Own extends SettingException {
    private static final long serialVersionUID = 1;

    Own() {
      super("lanes", 3, "4", "in words of its own");
    }
  }

  @Test
  void saysNameFoundAndExpected() {
    SettingException e = new SettingException("gain", -1.5, "a number above 0");
    assertEquals("gain: found -1.5, expected a number above 0", e.getMessage());
    assertEquals("gain", e.field());
    assertEquals("-1.5", e.found());
    assertEquals("a number above 0", e.expected());
    assertEquals(
        "gain: found nothing, expected x", new SettingException("gain", null, "x").getMessage());
  }

  @Test
  void aSubclassMaySayItInItsOwnWords() {
    assertEquals("in words of its own", new Own().getMessage());
    assertEquals("3", new Own().found());
  }

  @Test
  void ofAFileItNamesTheSection() {
    SettingException e = new SettingException("words", "none", "at least one");
    InputException in = e.in("r.yaml", "dataset");
    assertEquals("r.yaml: dataset.words: found none, expected at least one", in.getMessage());
    assertSame(e, in.getCause());
  }
}
