package org.keyspike.training;

import java.util.Optional;
import org.keyspike.evaluation.Accuracy;

/**
 * The scores of a network on a part of a data set, clip by clip or frame by frame, in the order of
 * the data.
 *
 * @param predicted class of every clip or valid frame, or what it counts as
 * @param expected its label
 * @param loss mean cross-entropy
 * @param encoderRate mean of the encoder's spikes; NaN without spikes
 * @param rates mean of each layer's spikes
 * @param active part of each layer's frames and neurons in which any step spikes
 * @param speakerMean mean over speakers of each one's accuracy; empty where the data names no
 *     speakers
 */
public record Scores(
    int[] predicted,
    int[] expected,
    double loss,
    double encoderRate,
    double[] rates,
    double[] active,
    Optional<Double> speakerMean) {

  /**
   * The accuracy that chooses epochs and settings: the mean over speakers where they are known, so
   * that nobody with many clips chooses for all, else the accuracy of all answers.
   */
  public double choosing() {
    return speakerMean.orElseGet(() -> accuracy().value());
  }

  /** How many were right. */
  public Accuracy accuracy() {
    int correct = 0;
    for (int i = 0; i < expected.length; i++) {
      if (predicted[i] == expected[i]) {
        correct++;
      }
    }
    return new Accuracy(correct, expected.length);
  }
}
