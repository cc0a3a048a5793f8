package org.keyspike.training;

import org.keyspike.audio.AugmentationSettings;
import org.keyspike.network.SpecException;

/**
 * How a network is trained: the recipe's {@code training}.
 *
 * @param engine which engine: {@code djl}
 * @param threads native threads of the engine, at least 1
 * @param rule the learning rule
 * @param epochs passes over the training part, at least 1
 * @param batchSize clips a step, at least 1
 * @param learningRate the peak of the one-cycle schedule, above 0
 * @param weightDecay of weight matrices, decoupled, 0 or more
 * @param gradientClip the largest norm of all gradients together, above 0
 * @param rateWeight λ of the spike-rate penalty, 0 or more
 * @param augmentation how training clips are varied
 */
public record TrainingSettings(
    String engine,
    int threads,
    LearningRule rule,
    int epochs,
    int batchSize,
    double learningRate,
    double weightDecay,
    double gradientClip,
    double rateWeight,
    AugmentationSettings augmentation) {

  public TrainingSettings {
    require(threads >= 1, "threads", threads, "at least 1");
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    require(learningRate > 0, "learningRate", learningRate, "a number above 0");
    require(weightDecay >= 0, "weightDecay", weightDecay, "0 or more");
    require(gradientClip > 0, "gradientClip", gradientClip, "a number above 0");
    require(rateWeight >= 0, "rateWeight", rateWeight, "0 or more");
  }

  /** The same with another length and peak rate: what fine-tuning uses. */
  public TrainingSettings fineTuning(int newEpochs, double newLearningRate) {
    return new TrainingSettings(
        engine,
        threads,
        rule,
        newEpochs,
        batchSize,
        newLearningRate,
        weightDecay,
        gradientClip,
        rateWeight,
        augmentation);
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException("training." + field, found, expected);
    }
  }
}
