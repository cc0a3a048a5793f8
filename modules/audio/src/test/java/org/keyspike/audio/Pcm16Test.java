package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Pcm16Test {
  @Test
  void everyIntegerComesBack() {
    for (int i = Short.MIN_VALUE; i <= Short.MAX_VALUE; i++) {
      assertEquals(i, Pcm16.of(Pcm16.sample((short) i)));
      assertEquals(i / 32768f, Pcm16.sample((short) i));
    }
  }

  @Test
  void halvesGoAwayFromZeroAndTheRestIsClipped() {
    assertEquals(3, Pcm16.of(2.5f / 32768));
    assertEquals(-3, Pcm16.of(-2.5f / 32768));
    assertEquals(2, Pcm16.of(2.49f / 32768));
    assertEquals(Short.MAX_VALUE, Pcm16.of(1));
    assertEquals(Short.MIN_VALUE, Pcm16.of(-1.5f));
  }
}
