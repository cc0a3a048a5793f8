package org.keyspike.evaluation;

/**
 * A probe of how much of the class a linear map can read from fixed features: multinomial logistic
 * regression with an L2 penalty, full batch and deterministic, fitted on the training part. The
 * penalty is chosen by the validation part, of equals the strongest, and the accuracy is that of
 * the same part: it compares features, it does not promise an accuracy on speech it never saw.
 *
 * @param inputs D
 * @param penalty λ that was chosen
 * @param training accuracy on the clips that it was fitted on
 * @param validation accuracy on the clips that chose λ
 */
public record LinearProbe(int inputs, double penalty, Accuracy training, Accuracy validation) {
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
    for (double penalty : PENALTIES) {
      Lbfgs.minimise(new LogisticLoss(fitted, classes, penalty), weights);
      Accuracy accuracy = accuracy(chosen, classes, weights);
      if (best == null || accuracy.correct() > best.validation.correct()) {
        best =
            new LinearProbe(
                training.inputs(), penalty, accuracy(fitted, classes, weights), accuracy);
      }
    }
    return best;
  }

  private static Accuracy accuracy(ProbeClips clips, int classes, double[] weights) {
    double[] logits = new double[classes];
    int correct = 0;
    for (int clip = 0; clip < clips.size(); clip++) {
      LogisticLoss.logits(clips, clip, weights, logits);
      correct += Decision.of(logits) == clips.labels()[clip] ? 1 : 0;
    }
    return new Accuracy(correct, clips.size());
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
