package org.keyspike.cli.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Bootstrap;
import org.keyspike.evaluation.Confusion;
import org.keyspike.evaluation.Interval;
import org.keyspike.training.Scores;

/** What a network is worth on a part of a data set. */
public final class Score {
  /** Of the bootstrap: the same answers have the same interval everywhere. */
  private static final long BOOTSTRAP_SEED = 1;

  private final List<ClipAnswer> clips;
  private final Confusion confusion;
  private final Double encoderRate;
  private final List<Double> rates;

  /** Counts the answers to some clips, with the mean spikes of the encoder, or null, and layers. */
  Score(List<ClipAnswer> clips, int classes, Double encoderRate, List<Double> rates) {
    this.clips = List.copyOf(clips);
    this.encoderRate = encoderRate;
    this.rates = List.copyOf(rates);
    confusion = new Confusion(classes);
    for (ClipAnswer clip : clips) {
      for (int i = 0; i < clip.labels().length; i++) {
        confusion.add(clip.labels()[i], clip.heard()[i]);
      }
    }
  }

  /**
   * What an engine scored.
   *
   * @param features that it scored, all of them
   */
  public static Score of(Scores scores, int classes, LabelledFeatures features) {
    List<ClipAnswer> clips = new ArrayList<>();
    int from = 0;
    for (int clip = 0; clip < features.size(); clip++) {
      int[] labels = features.labels(clip);
      int[] heard = Arrays.copyOfRange(scores.predicted(), from, from + labels.length);
      clips.add(new ClipAnswer(features.name(clip), labels, heard));
      from += labels.length;
    }
    return new Score(
        clips,
        classes,
        Double.isNaN(scores.encoderRate()) ? null : scores.encoderRate(),
        Arrays.stream(scores.rates()).boxed().toList());
  }

  List<ClipAnswer> clips() {
    return clips;
  }

  /** Answers by class, of clips or of frames. */
  public Confusion confusion() {
    return confusion;
  }

  /** Mean of the encoder's spikes, or null without any. */
  public Double encoderRate() {
    return encoderRate;
  }

  /** Mean of each layer's spikes. */
  public List<Double> rates() {
    return rates;
  }

  /** How many were right. */
  public Accuracy accuracy() {
    return confusion.accuracy();
  }

  /**
   * Where the accuracy lies, at 95 %: Wilson's interval where a clip has one answer, the
   * bootstrap's over clips where it has one a frame, as these are not independent.
   */
  public Interval interval() {
    boolean oneAnswer = clips.stream().allMatch(clip -> clip.labels().length == 1);
    return oneAnswer
        ? accuracy().interval()
        : Bootstrap.interval(clips.stream().map(ClipAnswer::accuracy).toList(), BOOTSTRAP_SEED);
  }
}
