package org.keyspike.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A probe of how much of the class a linear map can read from fixed features: multinomial logistic
 * regression with an L2 penalty, full batch and deterministic, fitted on the training part. The
 * penalty is chosen by the validation part, by the mean over its speakers where they are known, of
 * equals the strongest, and the accuracy is that of the same part: it compares features, it does
 * not promise an accuracy on speech it never saw.
 *
 * @param inputs D
 * @param penalty λ that was chosen
 * @param training accuracy on the clips that it was fitted on
 * @param validation accuracy on the clips that chose λ
 * @param interval of the latter
 */
public record LinearProbe(
    int inputs, double penalty, Accuracy training, Accuracy validation, Interval interval) {
  /** Strongest first: each fit starts from the one before. */
  private static final double[] PENALTIES = {1, 0.1, 0.01, 0.001};

  /**
   * Fits and chooses.
   *
   * @param classes K, at least 2
   * @throws IllegalArgumentException if the parts differ in their inputs, or a label is no class
   */
  public static LinearProbe fit(ProbeClips training, ProbeClips validation, int classes) {
    if (training.inputs() != validation.inputs()) {
      throw new IllegalArgumentException(
          "probe: validation has "
              + validation.inputs()
              + " inputs, expected "
              + training.inputs()
              + ", as in training");
    }
    requireClasses(training, classes);
    requireClasses(validation, classes);
    Standardisation standardisation = new Standardisation(training);
    ProbeClips fitted = standardisation.of(training);
    ProbeClips chosen = standardisation.of(validation);
    double[] weights = new double[classes * (training.inputs() + 1)];
    LinearProbe best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (double penalty : PENALTIES) {
      Lbfgs.minimise(new LogisticLoss(fitted, classes, penalty), weights);
      List<ClipScore> scores = scores(chosen, classes, weights);
      Accuracy accuracy = accuracy(scores);
      double choosing = SpeakerMean.of(scores).orElseGet(accuracy::value);
      if (choosing > highest) {
        highest = choosing;
        best =
            new LinearProbe(
                training.inputs(),
                penalty,
                accuracy(scores(fitted, classes, weights)),
                accuracy,
                AccuracyInterval.of(scores));
      }
    }
    return best;
  }

  private static List<ClipScore> scores(ProbeClips clips, int classes, double[] weights) {
    double[] logits = new double[classes];
    List<ClipScore> scores = new ArrayList<>();
    for (int clip = 0; clip < clips.size(); clip++) {
      LogisticLoss.logits(clips, clip, weights, logits);
      int correct = Decision.of(logits) == clips.labels()[clip] ? 1 : 0;
      scores.add(new ClipScore(new Accuracy(correct, 1), clips.speakers().get(clip)));
    }
    return scores;
  }

  private static Accuracy accuracy(List<ClipScore> scores) {
    int correct = scores.stream().mapToInt(score -> score.accuracy().correct()).sum();
    return new Accuracy(correct, scores.size());
  }

  private static void requireClasses(ProbeClips clips, int classes) {
    for (int label : clips.labels()) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "probe: label " + label + ", expected 0 to " + (classes - 1));
      }
    }
  }
}
