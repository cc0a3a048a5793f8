package org.keyspike.evaluation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A confidence interval, both ends included, with what it stands on: of a probability, of the
 * difference of two, or of a rate. This is also its one form in JSON.
 *
 * @param lower at most upper
 * @param upper at least lower
 * @param by what was taken as independent
 * @param number how many of those there were; 0 where a file of before it was written is read
 */
public record Interval(double lower, double upper, Unit by, int number) {

  /** The confidence level of every interval of this package. */
  public static final double CONFIDENCE = 0.95;

  /** What is taken as independent of each other. */
  public enum Unit {
    /** People, each with all clips. */
    SPEAKERS,
    /** Clips, where nothing says who speaks in them. */
    CLIPS,
    /** Runs that differ in their seed. */
    SEEDS,
    /** Events of a Poisson process. */
    EVENTS,
    /** Files of sound, each with all that was detected in it. */
    FILES;

    /** Its name in JSON and for people. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if lower is above upper, one of them is not a number, or it is
   *     not said by what
   */
  @JsonCreator
  public Interval(
      @JsonProperty("lower") double lower,
      @JsonProperty("upper") double upper,
      @JsonProperty("by") Unit by,
      @JsonProperty("number") int number) {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "interval: lower " + lower + " and upper " + upper + ", expected lower <= upper");
    }
    if (by == null || number < 0) {
      throw new IllegalArgumentException(
          "interval: by " + number + " " + by + ", expected 0 or more of speakers, clips, …");
    }
    this.lower = lower;
    this.upper = upper;
    this.by = by;
    this.number = number;
  }

  /**
   * The interval of a file that was written when all of them were over clips.
   *
   * @param ends lower and upper
   * @throws IllegalArgumentException if there are not two
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Interval ofEnds(List<Double> ends) {
    if (ends.size() != 2) {
      throw new IllegalArgumentException(
          "interval: " + ends.size() + " ends, expected lower and upper");
    }
    return new Interval(ends.get(0), ends.get(1), Unit.CLIPS, 0);
  }

  /** What it stands on, for people: {@code 40 speakers}; the unit alone if the number is lost. */
  public String source() {
    return number == 0
        ? by.text()
        : String.format(Locale.ROOT, "%,d %s", number, number == 1 ? singular() : by.text());
  }

  private String singular() {
    return by.text().substring(0, by.text().length() - 1);
  }
}
