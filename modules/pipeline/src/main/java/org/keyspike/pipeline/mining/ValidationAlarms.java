package org.keyspike.pipeline.mining;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.DetCurve;
import org.keyspike.evaluation.DetectionCounts;
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.pipeline.detection.ThresholdChoice;
import org.keyspike.pipeline.recipe.DetectorSection;

/**
 * What a network does on the validation stream: false alarms and missed words, at the threshold of
 * the mining, and where there are as many false alarms before and after. It is measured and chooses
 * nothing.
 *
 * @param hours of the stream, without words
 * @param falseAlarms at the threshold
 * @param perHour those an hour
 * @param interval where their rate lies, at 95 %
 * @param words laid into it
 * @param missed those that were not detected at the threshold
 * @param rate false alarms an hour, one or, where the hours do not tell that, ten; 0 if they do not
 *     tell ten either
 * @param missedAtRate words that were not detected at the lowest threshold down to which there are
 *     never more; empty if they cannot be told, or every threshold gives more
 */
public record ValidationAlarms(
    double hours,
    int falseAlarms,
    double perHour,
    Interval interval,
    int words,
    int missed,
    int rate,
    Optional<Integer> missedAtRate) {
  private static final List<Integer> RATES = List.of(1, 10);

  public ValidationAlarms {
    if (interval == null || missedAtRate == null) {
      throw new IllegalArgumentException("found no interval or missedAtRate");
    }
  }

  /** What was heard in the streams. */
  public static ValidationAlarms of(
      List<StreamScore> heard, DetectorSection detector, double threshold) {
    DetectorSettings settings =
        new DetectorSettings(threshold, detector.smoothing(), detector.refractoryMs());
    DetectionCounts counts = DetectionCounts.of(heard, settings, ThresholdChoice.TOLERANCE_MILLIS);
    int rate =
        RATES.stream()
            .filter(one -> FalseAlarms.measurable(one, counts.hours()))
            .findFirst()
            .orElse(0);
    Optional<DetCurve.Point> point =
        DetCurve.of(heard, settings, ThresholdChoice.TOLERANCE_MILLIS).operatingPoint(rate);
    return new ValidationAlarms(
        counts.hours(),
        counts.falseAlarms(),
        counts.alarms().perHour(),
        counts.alarms().interval(),
        counts.words(),
        counts.words() - counts.hits(),
        rate,
        point.map(at -> at.counts().words() - at.counts().hits()));
  }

  /** For people, as in {@code 12.0 (6.2–21.0) false alarms an hour, 3 of 80 words missed}. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s false alarms an hour, %d of %d words missed%s",
        new FalseAlarms(falseAlarms, hours),
        missed,
        words,
        missedAtRate.map(at -> ", " + at + " at " + rate + " an hour").orElse(""));
  }
}
