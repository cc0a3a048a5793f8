package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.audio.Level;

class NoiseKindTest {
  private static final int LENGTH = 32_000;

  @ParameterizedTest
  @EnumSource
  void rootMeanSquareIsOneAndTheSeedDecides(NoiseKind kind) {
    float[] noise = kind.make(LENGTH, new SplittableRandom(3));
    // Floats of 24 bits, summed in double.
    assertEquals(1, Level.rootMeanSquare(noise), 1e-4);
    assertArrayEquals(noise, kind.make(LENGTH, new SplittableRandom(3)));
  }

  /** Share of power that the difference of neighbours keeps: 2 for white noise, less if darker. */
  private static double brightness(NoiseKind kind) {
    float[] noise = kind.make(LENGTH, new SplittableRandom(4));
    double sum = 0;
    for (int i = 1; i < LENGTH; i++) {
      sum += Math.pow(noise[i] - noise[i - 1], 2);
    }
    return sum / (LENGTH - 1);
  }

  @Test
  void colours() {
    // The estimate from 32,000 samples varies by about 1 %.
    assertEquals(2, brightness(NoiseKind.WHITE), 0.1);
    assertTrue(brightness(NoiseKind.PINK) < 0.5, "pink is darker than white");
    assertTrue(brightness(NoiseKind.RUMBLE) < brightness(NoiseKind.PINK), "rumble darker yet");
    assertTrue(brightness(NoiseKind.HUM) < 0.2, "hum is low tones");
  }
}
