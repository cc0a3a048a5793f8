package org.keyspike.audio;

import java.util.Arrays;
import org.keyspike.io.SettingException;

/**
 * Stretches 16 kHz speech in time and in frequency. One thread's own.
 *
 * <p>Tempo is waveform-similarity overlap-add (Verhelst and Roelands, ICASSP 1993): the result is
 * put together from pieces of 42 ms, faded over for 8 ms. The middle of each comes from within 7.5
 * ms of where the tempo says, from where it goes on most like the piece before; inside a piece
 * speech has its own tempo. So every sample comes from within 7.5 ms + 21 ms · |factor − 1| of its
 * place.
 */
public final class TimeScale {
  /** Factors are between 1/4 and this. */
  public static final double MOST = 4;

  private static final int SEQUENCE_MS = 50;
  private static final int SEEK_MS = 15;
  private static final int OVERLAP_MS = 8;
  private static final int PER_MS = FrontEndSettings.SAMPLE_RATE / 1_000;

  /** New samples from each piece. */
  private static final int STEP = (SEQUENCE_MS - OVERLAP_MS) * PER_MS;

  /** A piece begins this much after the block that it is looked for in, give or take as much. */
  private static final int MIDDLE = SEEK_MS * PER_MS / 2;

  private final OverlapAdd overlapAdd =
      new OverlapAdd(SEQUENCE_MS * PER_MS, SEEK_MS * PER_MS, OVERLAP_MS * PER_MS);
  private final float[] block = new float[overlapAdd.blockLength()];

  /**
   * Plays faster or slower, as a tape would: multiplies all frequencies and divides the duration.
   * With f the lower of 16 kHz and 16 kHz / factor, what was at 0.32·f is 1 dB down, at 0.45·f 6
   * dB.
   *
   * @param factor of frequencies, 1/4 to 4
   * @return round(n / factor) samples
   * @throws SettingException if the factor is out of range
   */
  public static float[] frequencies(float[] samples, double factor) {
    check(factor);
    return SincFilter.coarse().stretched(samples, 1 / factor, length(samples, factor));
  }

  /**
   * Speaks faster or slower: divides the duration and leaves frequencies as they are.
   *
   * @param factor of speed, 1/4 to 4
   * @return round(n / factor) samples
   * @throws SettingException if the factor is out of range
   */
  public float[] tempo(float[] samples, double factor) {
    check(factor);
    float[] out = new float[length(samples, factor)];
    overlapAdd.forget();
    // The piece before the first is silence that runs into the clip: the first fades in from that.
    piece(samples, -STEP, factor);
    for (int at = 0; at < out.length; at += STEP) {
      float[] made = piece(samples, at, factor);
      System.arraycopy(made, 0, out, at, Math.min(STEP, out.length - at));
    }
    return out;
  }

  /** The result's samples from a place on; its middle keeps time. Beyond the clip are zeros. */
  private float[] piece(float[] samples, int place, double factor) {
    double middle = STEP / 2.0;
    int from = (int) Math.rint((place + middle) * factor - middle) - MIDDLE;
    int first = Math.min(block.length, Math.max(0, -from));
    int last = Math.max(first, Math.min(block.length, samples.length - from));
    Arrays.fill(block, 0, first, 0);
    if (last > first) {
      System.arraycopy(samples, from + first, block, first, last - first);
    }
    Arrays.fill(block, last, block.length, 0);
    return overlapAdd.next(block);
  }

  private static int length(float[] samples, double factor) {
    return (int) Math.round(samples.length / factor);
  }

  private static void check(double factor) {
    if (!(factor >= 1 / MOST && factor <= MOST)) {
      throw new SettingException("factor", factor, 1 / MOST + " to " + MOST);
    }
  }
}
