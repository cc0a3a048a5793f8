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
 * <p>Where {@linkplain PcenSettings energies are normalized}, f is made of Σ_k w_k q_k as {@link
 * Pcen} says instead.
 *
 * <p>log₂ is Q16: the leading bit's position and, of the 23 bits after it, a table of 128 steps
 * with a straight line between two. A frame covers the samples that it covers in {@link LogMel}.
 * Not safe for threads: make one for each.
 */
public final class IntegerLogMel implements FrontEnd {
  /** Unit of a feature: 1/16. */
  private static final float UNIT = 1f / 16;

  private final IntegerSpectrum spectrum;
  private final IntegerBands bands;
  private final Optional<Background> background;
  private final Optional<Pcen> pcen;
  private final long[] energies;
  private final long[] power = new long[FFT / 2 + 1];
  private final int[] fine;
  private final short[] window = new short[WINDOW];

  /** The front end of settings. */
  public IntegerLogMel(FrontEndSettings settings) {
    this(
        FrontEndTables.of(settings.bands()),
        settings.exponent(),
        settings.tracked(),
        settings.normalized());
  }

  /**
   * The front end of tables from elsewhere, such as a weight image.
   *
   * @param exponent e of the gain 2^e, −16 to 30
   * @param background that is followed and taken away
   */
  public IntegerLogMel(
      FrontEndTables tables, int exponent, Optional<BackgroundSettings> background) {
    this(tables, exponent, background, Optional.empty());
  }

  private IntegerLogMel(
      FrontEndTables tables,
      int exponent,
      Optional<BackgroundSettings> background,
      Optional<PcenSettings> pcen) {
    spectrum = new IntegerSpectrum(tables);
    bands = new IntegerBands(tables, exponent);
    fine = new int[tables.bands().size()];
    this.background = background.map(settings -> new Background(settings, fine.length));
    this.pcen = pcen.map(settings -> new Pcen(settings, tables, exponent));
    energies = new long[pcen.isPresent() ? fine.length : 0];
  }

  @Override
  public int bands() {
    return fine.length;
  }

  /**
   * The features of a whole clip, multiples of 1/16.
   *
   * @param samples (n), 16 kHz, finite; rounded to 16 bits by {@link Pcm16#of}, so that they
   *     saturate beyond [−1, 1)
   */
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
    if (offset < 0) {
      Arrays.fill(window, 0, -offset, (short) 0);
      System.arraycopy(samples, 0, window, -offset, WINDOW + offset);
      spectrum.power(window, 0, power);
    } else {
      spectrum.power(samples, offset, power);
    }
    if (pcen.isPresent()) {
      bands.energies(power, energies);
      pcen.get().normalize(energies, fine);
    } else {
      bands.apply(power, fine);
    }
    if (background.isPresent()) {
      background.get().takeFrom(fine);
    }
    for (int band = 0; band < fine.length; band++) {
      features[at + band] = (byte) Math.min(255, (fine[band] + 32) >> 6);
    }
  }

  /** Forgets background and smoothed energies: the next frame is the first of a new signal. */
  public void restart() {
    background.ifPresent(Background::restart);
    pcen.ifPresent(Pcen::restart);
  }
}
