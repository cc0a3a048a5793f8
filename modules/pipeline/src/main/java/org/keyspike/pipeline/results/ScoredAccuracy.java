package org.keyspike.pipeline.results;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Interval;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

/**
 * An accuracy with its interval, as JSON files hold it.
 *
 * @param accuracy correct / count
 * @param correct right answers
 * @param count answers
 * @param interval lower and upper end of the accuracy's 95 % interval: Wilson's of clips, the
 *     bootstrap's over clips where frames are counted
 */
public record ScoredAccuracy(double accuracy, int correct, int count, List<Double> interval) {
  public ScoredAccuracy {
    if (interval == null || interval.size() != 2) {
      throw new IllegalArgumentException("found an accuracy without interval of two ends");
    }
    interval = List.copyOf(interval);
  }

  /** The accuracy of all answers. */
  public static ScoredAccuracy of(Score score) {
    return of(score.accuracy(), score.interval());
  }

  /**
   * The accuracy of those clips that are own recordings among synthesised ones, with Wilson's
   * interval; empty where there is none.
   */
  public static Optional<ScoredAccuracy> ofRecorded(Score score) {
    List<ClipAnswer> clips =
        score.clips().stream().filter(clip -> Dataset.recorded(clip.clip())).toList();
    if (clips.isEmpty()) {
      return Optional.empty();
    }
    int correct = clips.stream().mapToInt(clip -> clip.accuracy().correct()).sum();
    Accuracy recorded = new Accuracy(correct, clips.size());
    return Optional.of(of(recorded, recorded.interval()));
  }

  private static ScoredAccuracy of(Accuracy accuracy, Interval interval) {
    return new ScoredAccuracy(
        accuracy.value(),
        accuracy.correct(),
        accuracy.count(),
        List.of(interval.lower(), interval.upper()));
  }

  /** Lower end of the interval. */
  public double low() {
    return interval.get(0);
  }

  /** Upper end of the interval. */
  public double high() {
    return interval.get(1);
  }

  /** The accuracy with its interval, for people. */
  public String text() {
    return String.format(Locale.ROOT, "%.4f (%.4f–%.4f)", accuracy, low(), high());
  }
}
