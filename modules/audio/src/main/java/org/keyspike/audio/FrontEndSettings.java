package org.keyspike.audio;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.SettingException;

/**
 * The log-mel front end's recipe values and its constants.
 *
 * @param kind of arithmetic
 * @param bands mel bands, C, 1 to 256
 * @param gain factor g of the power in ln(1 + g·power), above 0; in integers a power of two from
 *     2^−16 to 2^30
 * @param background that is followed and taken away, in integers only
 * @param pcen by which energies are normalized, in integers only, and not beside a background
 */
public record FrontEndSettings(
    FrontEndKind kind, int bands, double gain, BackgroundSettings background, PcenSettings pcen)
    implements Serializable {
  /** Samples per second. */
  public static final int SAMPLE_RATE = 16_000;

  /** Samples under one window: 25 ms. */
  public static final int WINDOW = 400;

  /** Samples from one frame to the next: 10 ms. */
  public static final int HOP = 160;

  /** Frames per second. */
  public static final int FRAME_RATE = SAMPLE_RATE / HOP;

  /** Points of the transform; the window is padded with zeros. */
  public static final int FFT = 512;

  /** Lower edge of the lowest band, Hz. */
  public static final int LOW_HZ = 20;

  /** Upper edge of the highest band, Hz. */
  public static final int HIGH_HZ = 8_000;

  /** e of the smallest gain 2^e in integers. */
  public static final int SMALLEST_EXPONENT = -16;

  /** e of the largest gain 2^e in integers. */
  public static final int LARGEST_EXPONENT = 30;

  private static final int MOST_BANDS = FFT / 2;

  /**
   * @throws SettingException if a value is out of range
   */
  public FrontEndSettings {
    if (bands < 1 || bands > MOST_BANDS) {
      throw new SettingException("bands", bands, "1 to " + MOST_BANDS);
    }
    if (!(gain > 0) || gain == Double.POSITIVE_INFINITY) {
      throw new SettingException("gain", gain, "a number above 0");
    }
    if (kind == FrontEndKind.INTEGER && gain != Math.scalb(1.0, nearest(gain))) {
      throw new SettingException(
          "gain",
          gain,
          "a power of two in integers, nearest "
              + Math.scalb(1.0, nearest(gain))
              + ", or kind float");
    }
    if (kind == FrontEndKind.FLOAT && background.takes()) {
      throw new SettingException("background.share", background.share(), "0 with kind float");
    }
    if (kind == FrontEndKind.FLOAT && pcen.normalizes()) {
      throw new SettingException("pcen.strength", pcen.strength(), "0 with kind float");
    }
    if (background.takes() && pcen.normalizes()) {
      throw new SettingException(
          "background.share", background.share(), "0 beside pcen.strength " + pcen.strength());
    }
  }

  /** Keys that came after networks had been trained with real numbers and without them. */
  private static final List<String> LATER = List.of("/kind", "/background", "/pcen");

  /** What is left out where energies are not normalized. */
  private static final List<String> LATEST = List.of("/pcen");

  /**
   * The text that says which features these settings make: what keys of stages are hashed from.
   * Where they make those of versions that knew real numbers alone, or no normalization, it is as
   * it was then.
   */
  public String identity() {
    if (pcen.normalizes()) {
      return RecordWriter.json(this);
    }
    boolean oldest = kind == FrontEndKind.FLOAT && background.equals(BackgroundSettings.NONE);
    return RecordWriter.json(this, this, oldest ? LATER : LATEST);
  }

  // Written out as Java would, whose own code for it is made when it is first called: what the
  // store of features is named after, so that it says nothing of a normalization that there is not.
  @Override
  public String toString() {
    return "FrontEndSettings[kind="
        + kind
        + ", bands="
        + bands
        + ", gain="
        + gain
        + ", background="
        + background
        + (pcen.normalizes() ? ", pcen=" + pcen : "")
        + ']';
  }

  /** Energies as they are, not normalized. */
  public FrontEndSettings(
      FrontEndKind kind, int bands, double gain, BackgroundSettings background) {
    this(kind, bands, gain, background, PcenSettings.NONE);
  }

  /** The same with energies normalized in another way, or not. */
  public FrontEndSettings withPcen(PcenSettings other) {
    return new FrontEndSettings(kind, bands, gain, background, other);
  }

  /** Real numbers, without background tracking. */
  public FrontEndSettings(int bands, double gain) {
    this(FrontEndKind.FLOAT, bands, gain, BackgroundSettings.NONE);
  }

  /** Integers with gain 2^exponent, without background tracking. */
  public static FrontEndSettings integer(int bands, int exponent) {
    return new FrontEndSettings(
        FrontEndKind.INTEGER, bands, Math.scalb(1.0, exponent), BackgroundSettings.NONE);
  }

  /** The background that is taken away, if any. */
  public Optional<BackgroundSettings> tracked() {
    return Optional.of(background).filter(BackgroundSettings::takes);
  }

  /** How energies are normalized, if they are. */
  public Optional<PcenSettings> normalized() {
    return Optional.of(pcen).filter(PcenSettings::normalizes);
  }

  /** e of the gain 2^e that is nearest on a logarithmic axis, of those that integers can have. */
  static int nearest(double gain) {
    int below = Math.getExponent(gain);
    double square = gain / Math.scalb(1.0, below);
    int exponent = square * square > 2 ? below + 1 : below;
    return Math.max(SMALLEST_EXPONENT, Math.min(LARGEST_EXPONENT, exponent));
  }

  /** e of the gain 2^e, in integers. */
  public int exponent() {
    return nearest(gain);
  }

  /** For people, as in {@code integer, 40 bands, gain 128}. */
  public String text() {
    String factor = gain == Math.rint(gain) && gain < 1e15 ? plain(gain) : String.valueOf(gain);
    return kind.name().toLowerCase(Locale.ROOT)
        + ", "
        + bands
        + (bands == 1 ? " band" : " bands")
        + ", gain "
        + factor
        + tracked().map(taken -> ", " + taken.text()).orElse("")
        + normalized().map(how -> ", " + how.text()).orElse("");
  }

  private static String plain(double whole) {
    return String.valueOf((long) whole);
  }

  /** 80 bands, gain 1, in real numbers. */
  public static FrontEndSettings of80() {
    return new FrontEndSettings(80, 1);
  }
}
