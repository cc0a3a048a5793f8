package org.keyspike.audio;

import org.keyspike.io.SettingException;

/**
 * The log-mel front end's recipe values and its constants.
 *
 * @param bands mel bands, C, 1 to 256
 * @param gain factor g of the power in ln(1 + g·power), above 0
 */
public record FrontEndSettings(int bands, double gain) {
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
  }

  /** 80 bands, gain 1. */
  public static FrontEndSettings of80() {
    return new FrontEndSettings(80, 1);
  }
}
