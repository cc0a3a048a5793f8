package org.keyspike.deploy.browser;

/**
 * Sound that follows from integers alone, for known answers where there are no clips: bursts of
 * noise and of two square waves at falling levels, with pauses between them.
 *
 * <pre>
 *   r_i = 1664525 r_(i−1) + 1013904223 mod 2³², r_(−1) = 1
 *   b   = ⌊i / 3200⌋, a = 24000 &gt;&gt; (b mod 7), p = 20 + 13 (b mod 11)
 *   x_i = 0                                                     b mod 4 = 3
 *       = (r_i &gt;&gt; 16) a &gt;&gt; 15, r signed                        b mod 4 = 0
 *       = (⌊i / p⌋ mod 2 = 0 ? a : −a) &gt;&gt; 1, plus
 *         (⌊i / (3p + 1)⌋ mod 2 = 0 ? a : −a) &gt;&gt; 2              otherwise
 * </pre>
 */
final class MadeSound {
  private static final int BURST = 3_200;

  private MadeSound() {}

  /** So many samples from the first on. */
  static short[] samples(int count) {
    short[] samples = new short[count];
    int random = 1;
    for (int i = 0; i < count; i++) {
      random = 1_664_525 * random + 1_013_904_223;
      samples[i] = (short) sample(i, random);
    }
    return samples;
  }

  private static int sample(int i, int random) {
    int burst = i / BURST;
    int level = 24_000 >> burst % 7;
    int period = 20 + 13 * (burst % 11);
    return switch (burst % 4) {
      case 0 -> (random >> 16) * level >> 15;
      case 3 -> 0;
      default -> (square(i, period, level) >> 1) + (square(i, 3 * period + 1, level) >> 2);
    };
  }

  private static int square(int i, int period, int level) {
    return i / period % 2 == 0 ? level : -level;
  }
}
