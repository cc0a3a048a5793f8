package org.keyspike.cli.run;

import java.util.Arrays;
import java.util.List;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Confusion;
import org.keyspike.training.Scores;

/**
 * What a network is worth on a part of a data set.
 *
 * @param confusion answers by class, of clips or of frames
 * @param encoderRate mean of the encoder's spikes, or null without any
 * @param rates mean of each layer's spikes
 */
public record Score(Confusion confusion, Double encoderRate, List<Double> rates) {

  /** What an engine scored. */
  public static Score of(Scores scores, int classes) {
    Confusion confusion = new Confusion(classes);
    for (int i = 0; i < scores.expected().length; i++) {
      confusion.add(scores.expected()[i], scores.predicted()[i]);
    }
    return new Score(
        confusion,
        Double.isNaN(scores.encoderRate()) ? null : scores.encoderRate(),
        Arrays.stream(scores.rates()).boxed().toList());
  }

  static Score of(TraceScore score) {
    return new Score(score.confusion(), score.encoderRate(), score.rates());
  }

  /** How many were right. */
  public Accuracy accuracy() {
    return confusion.accuracy();
  }
}
