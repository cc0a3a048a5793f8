package org.keyspike.audio;

import java.util.Arrays;

/**
 * Per-channel energy normalization: the energy of every band divided by its own smoothed energy and
 * compressed, as {@link PcenSettings} says. With E from 0 to 2⁶² − 1, M in the units of E, e of the
 * gain 2^e and t the frames that came before, all shifts arithmetic:
 *
 * <pre>
 *   s     = min(E &gt; M ? rise : fall, ⌊log₂(t + 1)⌋)
 *   M     ← M + ((E − M) &gt;&gt; s)
 *   l_E   = log₂(max(1, E)) − ((44−e) &lt;&lt; 16), Q16
 *   l_M   = log₂(2^(44−e) + M) − ((44−e) &lt;&lt; 16), Q16
 *   j     = l_E − ((strength·l_M + 128) &gt;&gt; 8) + 2²⁰, clipped to 0…2²¹ − 1
 *   f     = T_i + ((T_(i+1) − T_i)·m + 2¹² &gt;&gt; 13), i = j &gt;&gt; 13, m = j mod 2¹³, Q10
 *   t     ← min(t + 1, 2¹⁵ − 1)
 * </pre>
 *
 * <p>T is {@link PcenTable}. M moves towards E by no more than the distance, so that it stays below
 * 2⁶² for ever; from M = 0 the first frame is its own average. Not safe for threads.
 */
final class Pcen {
  /** Where the clock stays: its logarithm is then that of the largest shift. */
  private static final int LAST = (1 << PcenSettings.LARGEST_SHIFT) - 1;

  private static final int LARGEST_PLACE = (1 << 21) - 1;

  private final PcenSettings settings;
  private final int one;
  private final Log2 log2;
  private final int[] table;
  private final long[] smoothed;
  private int frames;

  Pcen(PcenSettings settings, FrontEndTables tables, int exponent) {
    this.settings = settings;
    one = 44 - exponent;
    log2 = new Log2(tables.log2());
    table = PcenTable.of(settings);
    smoothed = new long[tables.bands().size()];
  }

  /**
   * Follows a frame and normalizes it.
   *
   * @param energies (C), 0 to 2⁶² − 1
   * @param fine (C), where f goes, Q10, 0 to {@link PcenTable#LARGEST}
   */
  void normalize(long[] energies, int[] fine) {
    int ready = 31 - Integer.numberOfLeadingZeros(frames + 1);
    int rise = Math.min(settings.rise(), ready);
    int fall = Math.min(settings.fall(), ready);
    int strength = settings.strength();
    int offset = one << 16;
    for (int band = 0; band < smoothed.length; band++) {
      long energy = energies[band];
      long distance = energy - smoothed[band];
      long average = smoothed[band] + (distance > 0 ? distance >> rise : distance >> fall);
      smoothed[band] = average;
      int own = log2.of(Math.max(1, energy)) - offset;
      int gain = strength * (log2.of((1L << one) + average) - offset) + 128 >> 8;
      int place = Math.min(LARGEST_PLACE, Math.max(0, own - gain + (1 << 20)));
      int i = place >> 13;
      int within = place & 0x1FFF;
      fine[band] = table[i] + ((table[i + 1] - table[i]) * within + (1 << 12) >> 13);
    }
    frames = Math.min(frames + 1, LAST);
  }

  /** The next frame is the first of a new signal. */
  void restart() {
    Arrays.fill(smoothed, 0);
    frames = 0;
  }

  /** M of a band. */
  long smoothed(int band) {
    return smoothed[band];
  }

  /** The state that a long stream could have come to. */
  void set(int band, long value, int before) {
    smoothed[band] = value;
    frames = before;
  }
}
