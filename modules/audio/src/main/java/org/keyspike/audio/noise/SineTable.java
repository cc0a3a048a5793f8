package org.keyspike.audio.noise;

/** Sines of a circle in 4096 steps, the same bits on every machine. */
final class SineTable {
  static final int SIZE = 4_096;
  private static final float[] SINES = new float[SIZE];

  static {
    for (int i = 0; i < SIZE; i++) {
      SINES[i] = (float) StrictMath.sin(2 * Math.PI * i / SIZE);
    }
  }

  private SineTable() {}

  /** The sine of so many steps, 0 or more. */
  static float at(int steps) {
    return SINES[steps & SIZE - 1];
  }
}
