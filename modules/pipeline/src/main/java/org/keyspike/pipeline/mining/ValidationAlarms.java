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
 * the mining and where there is one false alarm an hour. It is measured and chooses nothing.
 *
 * @param hours of the stream, without words
 * @param falseAlarms at the threshold
 * @param perHour those an hour
 * @param interval where their rate lies, at 95 %
 * @param words laid into it
 * @param missed those that were not detected at the threshold
 * @param missedAtOne those that were not detected at the lowest threshold down to which there is
 *     never more than one false alarm an hour; empty if the hours do not tell, three at least
 */
public record ValidationAlarms(
    double hours,
    int falseAlarms,
    double perHour,
    Interval interval,
    int words,
    int missed,
    Optional<Integer> missedAtOne) {
  public ValidationAlarms {
    if (interval == null || missedAtOne == null) {
      throw new IllegalArgumentException("found no interval or missedAtOne");
    }
  }

  /** What was heard in the streams. */
  public static ValidationAlarms of(
      List<StreamScore> heard, DetectorSection detector, double threshold) {
    DetectorSettings settings =
        new DetectorSettings(threshold, detector.smoothing(), detector.refractoryMs());
    DetectionCounts counts = DetectionCounts.of(heard, settings, ThresholdChoice.TOLERANCE_MILLIS);
    Optional<DetCurve.Point> point =
        DetCurve.of(heard, settings, ThresholdChoice.TOLERANCE_MILLIS).operatingPoint(1);
    return new ValidationAlarms(
        counts.hours(),
        counts.falseAlarms(),
        counts.alarms().perHour(),
        counts.alarms().interval(),
        counts.words(),
        counts.words() - counts.hits(),
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
        missedAtOne.map(at -> ", " + at + " at one an hour").orElse(""));
  }
}
