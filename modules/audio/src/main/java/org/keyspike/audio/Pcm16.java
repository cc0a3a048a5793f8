package org.keyspike.audio;

/** Samples as 16-bit integers: x = integer / 32768. */
public final class Pcm16 {
  private static final double SCALE = 32_768;

  private Pcm16() {}

  /**
   * The nearest integer to 32768·x, halves away from zero, clipped to −32768…32767.
   *
   * @param sample a number; what decodes and resamples sound lets none pass that is not finite
   */
  public static short of(float sample) {
    // 32768·x is exact in double, and so is adding a half unless it is far too large; a cast cuts
    // off towards zero and stays in the range of its type. No branch: which sign comes next cannot
    // be foretold.
    double value = sample * SCALE;
    int nearest = (int) (value + Math.copySign(0.5, value));
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, nearest));
  }

  /** The sample that an integer stands for, exactly. */
  public static float sample(short integer) {
    return (float) (integer / SCALE);
  }
}
