package org.keyspike.synthesis;

import java.util.SplittableRandom;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Level;

/** Noises that can be made. All are scaled to a root mean square of 1. */
enum NoiseKind {
  /** Equal power at all frequencies. */
  WHITE {
    @Override
    float[] raw(int length, SplittableRandom random) {
      float[] noise = new float[length];
      for (int i = 0; i < length; i++) {
        noise[i] = symmetric(random);
      }
      return noise;
    }
  },

  /** Power as 1/f: rows of white noise, each renewed half as often as the one before (Voss). */
  PINK {
    private static final int ROWS = 12;

    @Override
    float[] raw(int length, SplittableRandom random) {
      float[] rows = new float[ROWS];
      for (int row = 0; row < ROWS; row++) {
        rows[row] = symmetric(random);
      }
      float[] noise = new float[length];
      for (int i = 0; i < length; i++) {
        rows[Math.min(ROWS - 1, Integer.numberOfTrailingZeros(i + 1))] = symmetric(random);
        for (float row : rows) {
          noise[i] += row;
        }
      }
      return noise;
    }
  },

  /** Power as 1/f² above some 50 Hz: wind, traffic behind walls. */
  RUMBLE {
    private static final float KEPT = 0.98f;

    @Override
    float[] raw(int length, SplittableRandom random) {
      float[] noise = new float[length];
      float level = 0;
      for (int i = 0; i < length; i++) {
        level = KEPT * level + symmetric(random);
        noise[i] = level;
      }
      return noise;
    }
  },

  /** Mains: 50 or 60 Hz and harmonics in random strengths and phases, over a little white noise. */
  HUM {
    private static final int HARMONICS = 8;
    private static final float HISS = 0.05f;

    @Override
    float[] raw(int length, SplittableRandom random) {
      float[] noise = new float[length];
      double mains = random.nextBoolean() ? 50 : 60;
      for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
        double strength = random.nextDouble() / harmonic;
        double phase = 2 * Math.PI * random.nextDouble();
        double turn = 2 * Math.PI * mains * harmonic / FrontEndSettings.SAMPLE_RATE;
        addTone(noise, strength * StrictMath.cos(phase), strength * StrictMath.sin(phase), turn);
      }
      for (int i = 0; i < length; i++) {
        noise[i] += HISS * symmetric(random);
      }
      return noise;
    }

    /** Adds the imaginary part of a turning pointer. */
    private void addTone(float[] noise, double re, double im, double turn) {
      double cos = StrictMath.cos(turn);
      double sin = StrictMath.sin(turn);
      double x = re;
      double y = im;
      for (int i = 0; i < noise.length; i++) {
        noise[i] += (float) y;
        double turned = x * cos - y * sin;
        y = x * sin + y * cos;
        x = turned;
      }
    }
  };

  abstract float[] raw(int length, SplittableRandom random);

  /** Noise of root mean square 1. */
  float[] make(int length, SplittableRandom random) {
    float[] noise = raw(length, random);
    Level.scaleTo(noise, 1);
    return noise;
  }

  private static float symmetric(SplittableRandom random) {
    return (float) random.nextDouble(-1, 1);
  }
}
