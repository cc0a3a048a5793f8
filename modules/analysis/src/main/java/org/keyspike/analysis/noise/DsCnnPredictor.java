package org.keyspike.analysis.noise;

import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Decision;
import org.keyspike.training.dscnn.IntegerDsCnn;
import org.keyspike.verification.Clips;

/**
 * A DS-CNN of 8-bit integers as a predictor, so that the convolutional network stands beside a
 * spiking one in the same noise.
 *
 * @param network which answers
 */
public record DsCnnPredictor(IntegerDsCnn network) implements NoiseEvaluation.Predictor {
  @Override
  public int[] classes(LabelledFeatures clips) {
    int[] classes = new int[clips.size()];
    for (int clip = 0; clip < classes.length; clip++) {
      classes[clip] = Decision.of(network.logits(Clips.quantized(clips, clip)));
    }
    return classes;
  }
}
