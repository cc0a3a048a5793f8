package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.FFT;
import static org.keyspike.audio.FrontEndSettings.HOP;
import static org.keyspike.audio.FrontEndSettings.WINDOW;

import java.util.Arrays;
import java.util.Optional;

/**
 * The log-mel front end in integers, from 16-bit samples to 8-bit features, without a real number
 * on the way. With Q14 twiddles c, s, window h in Q15 and weights w in Q12, all shifts arithmetic:
 *
 * <pre>
 *   y     = (x·h + 2¹⁴) &gt;&gt; 15, padded with zeros to 512
 *   Y     = twice the transform of y, as 256 complex points by radix 2, decimation in time, each
 *           product rounded once: (re·c + im·s + 2¹³) &gt;&gt; 14
 *   q_k   = re² + im², k = 0…256
 *   a     = 2^(44−e) + Σ_k w_k q_k, gain 2^e
 *   f     = ((log₂(a) − ((44−e) &lt;&lt; 16))·⌊2¹⁶ ln 2 + ½⌋ + 2²¹) &gt;&gt; 22, Q10
 *   M     = f &lt;&lt; 8 in the first frame, then M + ((f &lt;&lt; 8) − M &gt;&gt; rise or fall), Q18
 *   f     ← max(0, f − (share·(M &gt;&gt; 8) &gt;&gt; 8)), where a background is followed
 *   x     = min(255, (f + 32) &gt;&gt; 6), unit 1/16
 * </pre>
 *
 * <p>log₂ is Q16: the leading bit's position and, of the 23 bits after it, a table of 128 steps
 * with a straight line between two. A frame covers the samples that it covers in {@link LogMel}.
 * Not safe for threads: make one for each.
 */
public final class IntegerLogMel implements FrontEnd {
  private static final int HALF = FFT / 2;
  private static final int[] REVERSED = reversed();

  /** Unit of a feature: 1/16. */
  private static final float UNIT = 1f / 16;

  /** ⌊2¹⁶ ln 2 + ½⌋. */
  private static final long LN2 = 45_426;

  private final FrontEndTables tables;
  private final int exponent;
  private final Optional<BackgroundSettings> background;
  private final int[] estimate;
  private boolean started;
  private final int[] re = new int[HALF];
  private final int[] im = new int[HALF];
  private final long[] power = new long[HALF + 1];
  private final short[] window = new short[WINDOW];

  /** The front end of settings. */
  public IntegerLogMel(FrontEndSettings settings) {
    this(FrontEndTables.of(settings.bands()), settings.exponent(), settings.tracked());
  }

  /**
   * The front end of tables from elsewhere, such as a weight image.
   *
   * @param exponent e of the gain 2^e
   */
  public IntegerLogMel(
      FrontEndTables tables, int exponent, Optional<BackgroundSettings> background) {
    this.tables = tables;
    this.exponent = exponent;
    this.background = background;
    estimate = new int[tables.bands().size()];
  }

  @Override
  public int bands() {
    return estimate.length;
  }

  /** The features of a whole clip, whose samples are rounded to 16 bits; multiples of 1/16. */
  @Override
  public float[] features(float[] samples) {
    short[] integers = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      integers[i] = Pcm16.of(samples[i]);
    }
    byte[] units = features(integers);
    float[] features = new float[units.length];
    for (int i = 0; i < units.length; i++) {
      features[i] = (units[i] & 0xFF) * UNIT;
    }
    return features;
  }

  /**
   * The features of a whole clip.
   *
   * @param samples (n), 16 kHz
   * @return (T, C) unsigned bytes of unit 1/16, row by row; T = {@link LogMel#frames}
   */
  public byte[] features(short[] samples) {
    restart();
    int frames = LogMel.frames(samples.length);
    byte[] features = new byte[frames * bands()];
    for (int t = 0; t < frames; t++) {
      frame(samples, HOP * (t + 1) - WINDOW, features, t * bands());
    }
    return features;
  }

  /**
   * The features of the next frame; allocates nothing.
   *
   * @param samples what holds the window's 400 samples
   * @param offset index of the window's first sample; below 0, the missing samples are zeros
   * @param features where the C features go, unsigned bytes of unit 1/16
   * @param at index of the first feature
   */
  public void frame(short[] samples, int offset, byte[] features, int at) {
    int missing = Math.max(0, -offset);
    Arrays.fill(window, 0, missing, (short) 0);
    System.arraycopy(samples, offset + missing, window, missing, WINDOW - missing);
    load();
    transform();
    unpack();
    for (int band = 0; band < estimate.length; band++) {
      int fine = fine(bandPower(tables.bands().get(band)));
      if (background.isPresent()) {
        fine = foreground(band, fine, background.get());
      }
      features[at + band] = (byte) Math.min(255, (fine + 32) >> 6);
    }
    started = true;
  }

  /** Forgets the background: the next frame is the first of a new signal. */
  public void restart() {
    started = false;
  }

  /** Even samples are real, odd ones imaginary parts. */
  private void load() {
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    for (int i = 0; i < WINDOW / 2; i++) {
      re[REVERSED[i]] = (window[2 * i] * tables.window()[2 * i] + (1 << 14)) >> 15;
      im[REVERSED[i]] = (window[2 * i + 1] * tables.window()[2 * i + 1] + (1 << 14)) >> 15;
    }
  }

  private void transform() {
    for (int size = 2; size <= HALF; size *= 2) {
      int half = size / 2;
      for (int block = 0; block < HALF; block += size) {
        for (int k = 0; k < half; k++) {
          long c = tables.cos()[k * (FFT / size)];
          long s = tables.sin()[k * (FFT / size)];
          int low = block + k;
          int high = low + half;
          int turnedRe = (int) (re[high] * c + im[high] * s + (1 << 13) >> 14);
          int turnedIm = (int) (im[high] * c - re[high] * s + (1 << 13) >> 14);
          re[high] = re[low] - turnedRe;
          im[high] = im[low] - turnedIm;
          re[low] += turnedRe;
          im[low] += turnedIm;
        }
      }
    }
  }

  /** From the transform of the pairs to the power of every bin of the real signal. */
  private void unpack() {
    for (int k = 0; k <= HALF; k++) {
      int p = k % HALF;
      int q = (HALF - k) % HALF;
      long evenRe = re[p] + re[q];
      long evenIm = im[p] - im[q];
      long oddRe = re[p] - re[q];
      long oddIm = im[p] + im[q];
      long c = tables.cos()[k];
      long s = tables.sin()[k];
      long sumRe = evenRe + (oddIm * c - oddRe * s + (1 << 13) >> 14);
      long sumIm = evenIm + (-oddRe * c - oddIm * s + (1 << 13) >> 14);
      power[k] = sumRe * sumRe + sumIm * sumIm;
    }
  }

  private long bandPower(FrontEndTables.Band band) {
    long sum = 0;
    int[] weights = band.weights();
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * power[band.first() + i];
    }
    return sum;
  }

  private int fine(long bandPower) {
    int one = 44 - exponent;
    long log2 = log2((1L << one) + bandPower) - ((long) one << 16);
    return (int) (log2 * LN2 + (1 << 21) >> 22);
  }

  /** Q16. */
  private long log2(long value) {
    int position = 63 - Long.numberOfLeadingZeros(value);
    int fraction =
        (int) (position >= 23 ? value >>> position - 23 : value << 23 - position) & 0x7F_FFFF;
    int i = fraction >> 16;
    int step = tables.log2()[i + 1] - tables.log2()[i];
    return ((long) position << 16)
        + tables.log2()[i]
        + ((long) step * (fraction & 0xFFFF) + 32_768 >> 16);
  }

  private int foreground(int band, int fine, BackgroundSettings settings) {
    int loud = fine << 8;
    if (started) {
      int distance = loud - estimate[band];
      estimate[band] += distance > 0 ? distance >> settings.rise() : distance >> settings.fall();
    } else {
      estimate[band] = loud;
    }
    return Math.max(0, fine - (settings.share() * (estimate[band] >> 8) >> 8));
  }

  private static int[] reversed() {
    int[] reversed = new int[HALF];
    Arrays.setAll(reversed, i -> Integer.reverse(i) >>> 24);
    return reversed;
  }
}
