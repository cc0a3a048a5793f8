package org.keyspike.audio.filter;

/**
 * A filter of two poles and two zeros at 16 kHz; the package's documentation has the equations. Its
 * state starts at 0 with every sound.
 *
 * @param b0 of this sample
 * @param b1 of the one before
 * @param b2 of the one before that
 * @param a1 of the result before
 * @param a2 of the result before that
 */
public record Biquad(double b0, double b1, double b2, double a1, double a2) {
  private static final double RATE = 16_000;

  /**
   * Lets a band pass, 0 dB at its middle.
   *
   * @param hertz the middle, Hz, above 0 and below 8,000
   * @param q the middle over the width of the band, above 0
   */
  public static Biquad bandPass(double hertz, double q) {
    double turn = turn(hertz);
    double alpha = StrictMath.sin(turn) / (2 * q);
    return scaled(alpha, 0, -alpha, 1 + alpha, -2 * StrictMath.cos(turn), 1 - alpha);
  }

  /**
   * Raises or lowers the surroundings of a frequency.
   *
   * @param hertz the frequency, Hz, above 0 and below 8,000
   * @param q the frequency over the width of its surroundings, above 0
   * @param decibels gain at the frequency, dB
   */
  public static Biquad peak(double hertz, double q, double decibels) {
    double turn = turn(hertz);
    double a = amplitude(decibels);
    double alpha = StrictMath.sin(turn) / (2 * q);
    double middle = -2 * StrictMath.cos(turn);
    return scaled(1 + alpha * a, middle, 1 - alpha * a, 1 + alpha / a, middle, 1 - alpha / a);
  }

  /**
   * Raises or lowers what is below a frequency.
   *
   * @param hertz the frequency, Hz, above 0 and below 8,000, with half of the decibels
   * @param decibels gain far below it, dB
   */
  public static Biquad lowShelf(double hertz, double decibels) {
    return shelf(hertz, decibels, 1);
  }

  /**
   * Raises or lowers what is above a frequency.
   *
   * @param hertz the frequency, Hz, above 0 and below 8,000, with half of the decibels
   * @param decibels gain far above it, dB
   */
  public static Biquad highShelf(double hertz, double decibels) {
    return shelf(hertz, decibels, -1);
  }

  /** A high shelf is a low one whose cosine, and every middle coefficient, has the other sign. */
  private static Biquad shelf(double hertz, double decibels, int sign) {
    double turn = turn(hertz);
    double a = amplitude(decibels);
    double c = sign * StrictMath.cos(turn);
    double s = 2 * Math.sqrt(a) * StrictMath.sin(turn) / (2 * Math.sqrt(0.5));
    double up = a + 1;
    double down = a - 1;
    return scaled(
        a * (up - down * c + s),
        sign * 2 * a * (down - up * c),
        a * (up - down * c - s),
        up + down * c + s,
        sign * -2 * (down + up * c),
        up + down * c - s);
  }

  private static double turn(double hertz) {
    return 2 * Math.PI * hertz / RATE;
  }

  private static double amplitude(double decibels) {
    return StrictMath.pow(10, decibels / 40);
  }

  private static Biquad scaled(double b0, double b1, double b2, double a0, double a1, double a2) {
    return new Biquad(b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);
  }

  /** Filters in place. */
  public void apply(float[] samples) {
    double first = 0;
    double second = 0;
    for (int i = 0; i < samples.length; i++) {
      double x = samples[i];
      double y = b0 * x + first;
      first = b1 * x - a1 * y + second;
      second = b2 * x - a2 * y;
      samples[i] = (float) y;
    }
  }
}
