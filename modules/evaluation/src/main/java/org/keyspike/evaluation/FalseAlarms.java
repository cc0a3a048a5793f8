package org.keyspike.evaluation;

import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.keyspike.io.SettingException;

/**
 * False alarms, taken as events of a Poisson process.
 *
 * @param count 0 or more
 * @param hours above 0
 */
public record FalseAlarms(int count, double hours) {
  /** −ln(1 − 0.95), rounded up: none in n hours, so with 95 % less than 3/n an hour. */
  private static final double RULE_OF_THREE = 3;

  /**
   * @throws SettingException if a value is out of range
   */
  public FalseAlarms {
    if (count < 0 || !(hours > 0)) {
      throw new SettingException(
          "false alarms", count + " in " + hours + " h", "0 or more in some time");
    }
  }

  /** Whether a rate can be told from none after so many hours: from 3/rate hours on. */
  public static boolean measurable(double perHour, double hours) {
    return hours * perHour >= RULE_OF_THREE;
  }

  /** count / hours. */
  public double perHour() {
    return count / hours;
  }

  /**
   * The exact interval at {@value Interval#CONFIDENCE} of the rate an hour. With n events in h
   * hours, and χ² quantiles,
   *
   * <pre>
   *   lower = χ²(α/2; 2n) / 2h, 0 for n = 0;   upper = χ²(1 − α/2; 2n + 2) / 2h;   α = 0.05
   * </pre>
   *
   * <p>For n = 0 the upper end is one-sided, 3/h (the rule of three).
   *
   * <p>Source: F. Garwood, "Fiducial limits for the Poisson distribution", 1936.
   */
  public Interval interval() {
    if (count == 0) {
      return new Interval(0, RULE_OF_THREE / hours, Interval.Unit.EVENTS, count);
    }
    double tail = (1 - Interval.CONFIDENCE) / 2;
    return new Interval(
        quantile(2.0 * count, tail) / (2 * hours),
        quantile(2.0 * count + 2, 1 - tail) / (2 * hours),
        Interval.Unit.EVENTS,
        count);
  }

  private static double quantile(double freedom, double probability) {
    return new ChiSquaredDistribution(null, freedom).inverseCumulativeProbability(probability);
  }

  /** For people: the rate with its interval, or what none in this time means. */
  @Override
  public String toString() {
    Interval interval = interval();
    return count == 0
        ? "fewer than " + three(interval.upper())
        : three(perHour()) + " (" + three(interval.lower()) + "–" + three(interval.upper()) + ")";
  }

  /** A rate in about three digits. */
  private static String three(double rate) {
    int decimals = rate >= 100 ? 0 : rate >= 10 ? 1 : rate >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", rate);
  }
}
