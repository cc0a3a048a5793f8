package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LevelTest {
  @Test
  void rootMeanSquareAndPeak() {
    float[] samples = {0.3f, -0.5f, 0.3f, 0.5f};
    assertEquals(Math.sqrt((0.18 + 0.5) / 4), Level.rootMeanSquare(samples), 1e-7);
    assertEquals(0.5f, Level.peak(samples));
    assertEquals(0, Level.rootMeanSquare(new float[0]));
    assertEquals(0, Level.peak(new float[0]));
  }

  @Test
  void scalesToALevelButNotSilence() {
    float[] samples = {0.25f, -0.25f};
    Level.scaleTo(samples, 0.5);
    assertArrayEquals(new float[] {0.5f, -0.5f}, samples);
    float[] silence = new float[3];
    Level.scaleTo(silence, 0.5);
    assertArrayEquals(new float[3], silence);
  }

  @Test
  void twentyDecibelsAreTenTimesTheAmplitude() {
    assertEquals(10, Level.ofDecibels(20), 1e-12);
    assertEquals(1, Level.ofDecibels(0));
    assertEquals(0.5, Level.ofDecibels(-6.0206), 1e-5);
  }
}
