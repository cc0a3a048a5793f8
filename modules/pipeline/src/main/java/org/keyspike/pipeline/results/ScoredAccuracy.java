package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.datasets.Dataset;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.AccuracyInterval;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.SpeakerMean;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

/**
 * An accuracy with its interval, as JSON files hold it.
 *
 * @param accuracy correct / count
 * @param correct right answers
 * @param count answers
 * @param interval the accuracy's 95 % interval, by speaker where speakers are known
 * @param speakerMean mean over speakers of each one's accuracy; missing where they are not known
 */
public record ScoredAccuracy(
    double accuracy,
    int correct,
    int count,
    Interval interval,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> speakerMean) {
  public ScoredAccuracy {
    if (interval == null) {
      throw new IllegalArgumentException("found an accuracy without interval");
    }
    speakerMean = speakerMean == null ? Optional.empty() : speakerMean;
  }

  /** The accuracy of all answers. */
  public static ScoredAccuracy of(Score score) {
    return of(score.accuracy(), score.clipScores());
  }

  /**
   * The accuracy of those clips that are own recordings among synthesised ones; empty where there
   * is none.
   */
  public static Optional<ScoredAccuracy> ofRecorded(Score score) {
    List<ClipScore> clips =
        score.clips().stream()
            .filter(clip -> Dataset.recorded(clip.clip()))
            .map(ClipAnswer::score)
            .toList();
    if (clips.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(of(clips));
  }

  /**
   * The accuracy of all answers to some clips.
   *
   * @throws IllegalArgumentException if there are no clips
   */
  public static ScoredAccuracy of(List<ClipScore> clips) {
    int correct = clips.stream().mapToInt(clip -> clip.accuracy().correct()).sum();
    int count = clips.stream().mapToInt(clip -> clip.accuracy().count()).sum();
    return of(new Accuracy(correct, count), clips);
  }

  private static ScoredAccuracy of(Accuracy accuracy, List<ClipScore> clips) {
    return new ScoredAccuracy(
        accuracy.value(),
        accuracy.correct(),
        accuracy.count(),
        AccuracyInterval.of(clips),
        SpeakerMean.of(clips));
  }

  /** Lower end of the interval. */
  public double low() {
    return interval.lower();
  }

  /** Upper end of the interval. */
  public double high() {
    return interval.upper();
  }

  /** The accuracy that chooses between networks: the mean over speakers where they are known. */
  public double choosing() {
    return speakerMean.orElse(accuracy);
  }

  /** The accuracy with its interval and what that stands on, for people. */
  public String text() {
    return String.format(
        Locale.ROOT, "%.4f (%.4f–%.4f by %s)", accuracy, low(), high(), interval.source());
  }
}
