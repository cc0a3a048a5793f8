package org.keyspike.training;

import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.network.SpecException;

/**
 * How a network is trained: the recipe's {@code training}.
 *
 * @param engine which engine: {@code vector}, {@code djl}, or {@code auto}
 * @param device {@code cpu} or {@code gpu}
 * @param threads of the engine; 0 for as many as it likes
 * @param rule the learning rule
 * @param epochs passes over the training part, at least 1
 * @param batchSize clips a step, at least 1
 * @param schedule how the learning rate moves
 * @param learningRate its peak, above 0
 * @param weightDecay of weight matrices, decoupled, 0 or more
 * @param gradientClip the largest norm of all gradients together, above 0
 * @param rateWeight λ of the layers' spike-rate penalty, 0 or more
 * @param rateTarget mean rate of the layers at or below which that penalty rests, 0 to below 1
 * @param encoderRateWeight λ₀ of the encoder's, 0 or more
 * @param labelSmoothing ε, from 0 to below 1
 * @param averaging decay of the moving average of parameters that is scored and kept, from 0 (none)
 *     to below 1
 * @param patience epochs without a better validation score after which training stops; 0 for never
 * @param augmentation how the features of training clips are varied
 * @param audioAugmentation how their sound is varied before that
 */
public record TrainingSettings(
    String engine,
    String device,
    int threads,
    LearningRule rule,
    int epochs,
    int batchSize,
    Schedule schedule,
    double learningRate,
    double weightDecay,
    double gradientClip,
    double rateWeight,
    double rateTarget,
    double encoderRateWeight,
    double labelSmoothing,
    double averaging,
    int patience,
    AugmentationSettings augmentation,
    AudioAugmentationSettings audioAugmentation) {

  /** What holds where a recipe says nothing, but that sound is not varied in any way. */
  public static final TrainingSettings USUAL =
      new TrainingSettings(
          "auto",
          "cpu",
          0,
          new Bptt(),
          30,
          64,
          Schedule.ONE_CYCLE,
          0.002,
          0.01,
          1,
          0,
          0,
          0,
          0,
          0,
          0,
          AugmentationSettings.NONE,
          AudioAugmentationSettings.NONE);

  public TrainingSettings {
    require(device.equals("cpu") || device.equals("gpu"), "device", device, "cpu or gpu");
    require(threads >= 0, "threads", threads, "0 or more");
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    require(learningRate > 0, "learningRate", learningRate, "a number above 0");
    require(weightDecay >= 0, "weightDecay", weightDecay, "0 or more");
    require(gradientClip > 0, "gradientClip", gradientClip, "a number above 0");
    require(rateWeight >= 0, "rateWeight", rateWeight, "0 or more");
    require(rateTarget >= 0 && rateTarget < 1, "rateTarget", rateTarget, "0 to below 1");
    require(encoderRateWeight >= 0, "encoderRateWeight", encoderRateWeight, "0 or more");
    require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing",
        labelSmoothing,
        "0 to below 1");
    require(averaging >= 0 && averaging < 1, "averaging", averaging, "0 to below 1");
    require(patience >= 0, "patience", patience, "0 or more");
  }

  /**
   * The same with another length, peak rate, patience and rate penalty: what fine-tuning uses.
   *
   * @param newRateWeight λ, with {@code newRateTarget} beside it
   */
  public TrainingSettings fineTuning(
      int newEpochs,
      double newLearningRate,
      int newPatience,
      double newRateWeight,
      double newRateTarget) {
    return new TrainingSettings(
        engine,
        device,
        threads,
        rule,
        newEpochs,
        batchSize,
        schedule,
        newLearningRate,
        weightDecay,
        gradientClip,
        newRateWeight,
        newRateTarget,
        encoderRateWeight,
        labelSmoothing,
        averaging,
        newPatience,
        augmentation,
        audioAugmentation);
  }

  /** The same with another length. */
  public TrainingSettings withEpochs(int other) {
    return fineTuning(other, learningRate, patience, rateWeight, rateTarget);
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException("training." + field, found, expected);
    }
  }
}
