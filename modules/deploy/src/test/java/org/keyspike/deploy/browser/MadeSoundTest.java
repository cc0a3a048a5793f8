package org.keyspike.deploy.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MadeSoundTest {
  @Test
  void samplesAreThoseOfTheFormula() {
    short[] samples = MadeSound.samples(13_000);
    // r_0 = 1664525 + 1013904223 = 1015568748, and 15496 · 24000 / 32768 = 11349.6…
    assertEquals(11_349, samples[0]);
    // b = 1: a = 12000, p = 33; 3p + 1 = 100. ⌊3201 / 33⌋ = 97 is odd, ⌊3201 / 100⌋ = 32 even.
    assertEquals(-6_000 + 3_000, samples[3_201]);
    assertArrayEquals(new short[3_200], Arrays.copyOfRange(samples, 9_600, 12_800));
  }
}
