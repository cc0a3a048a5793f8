package org.keyspike.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LevelMeterTest {
  private static String text(int amplitude) {
    short[] samples = new short[1_700];
    Arrays.fill(samples, (short) amplitude);
    // What lies behind the length is not heard.
    Arrays.fill(samples, 1_600, samples.length, Short.MAX_VALUE);
    LevelMeter meter = new LevelMeter();
    meter.sound(samples, 1_600);
    return meter.text();
  }

  @Test
  void isABarAndALevel() {
    assertEquals("[------------------------]  -60 dB", new LevelMeter().text());
    assertEquals("[------------------------]  -60 dB", text(0));
    assertEquals("[############------------]  -30 dB", text(1_036));
    assertEquals("[########################]    0 dB", text(-32_768));
  }
}
