package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.stream.Stream;
import org.keyspike.audio.AudioAugmentationSettings;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.io.RecordWriter;

/**
 * The settings by which a network is trained: the recipe's {@code training}, whose keys are those
 * of all parts side by side.
 *
 * @param compute what computes the gradients
 * @param rule the learning rule
 * @param epochs passes over the training part, at least 1
 * @param batchSize clips a step, at least 1
 * @param descent how far a step goes
 * @param loss what is minimised
 * @param averaging decay of the moving average of parameters that is scored and kept, from 0 (none)
 *     to below 1
 * @param patience epochs without a better validation score after which training stops; 0 for never
 * @param augmentation how the features of training clips are varied
 * @param audioAugmentation how their sound is varied before that
 */
public record TrainingSettings(
    @JsonUnwrapped EngineSettings compute,
    LearningRule rule,
    int epochs,
    int batchSize,
    @JsonUnwrapped DescentSettings descent,
    @JsonUnwrapped LossSettings loss,
    double averaging,
    int patience,
    AugmentationSettings augmentation,
    AudioAugmentationSettings audioAugmentation) {

  /** What holds where a recipe says nothing, but that sound is not varied in any way. */
  public static final TrainingSettings USUAL =
      new TrainingSettings(
          EngineSettings.USUAL,
          new Bptt(),
          30,
          64,
          DescentSettings.USUAL,
          LossSettings.USUAL,
          0,
          0,
          AugmentationSettings.NONE,
          AudioAugmentationSettings.NONE);

  public TrainingSettings {
    TrainingKey.require(epochs >= 1, "epochs", epochs, "at least 1");
    TrainingKey.require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    TrainingKey.require(averaging >= 0 && averaging < 1, "averaging", averaging, "0 to below 1");
    TrainingKey.require(patience >= 0, "patience", patience, "0 or more");
    rule.requireEncoderRateWeight(loss.encoderRateWeight());
  }

  /** Keys that came after networks had been trained without them. */
  private static final List<String> LATER =
      Stream.concat(
              Stream.of("fresh", "room", "madeNoise", "microphone", "curriculum")
                  .map(key -> "/audioAugmentation/" + key),
              Stream.concat(
                  Stream.of("/distillation", "/tensorboard", "/stateSmoothing"),
                  RateSettings.LATER.stream()))
          .toList();

  /**
   * The text that says how these settings train: what keys of stages are hashed from, with later
   * keys as in {@link NetworkSettings#identity}. Where a teacher lies is not in it, but how much it
   * counts.
   */
  public String identity() {
    DistillationSettings taught = loss.distillation();
    String text = RecordWriter.json(untaught().unwatched(), USUAL, LATER);
    return taught.teacher() == null
        ? text
        : text + " taught by " + taught.weight() + " at " + taught.temperature();
  }

  /** The same without a teacher. */
  public TrainingSettings untaught() {
    return with(epochs, descent, loss.untaught(), patience, audioAugmentation);
  }

  private TrainingSettings unwatched() {
    return new TrainingSettings(
        compute.unwatched(),
        rule,
        epochs,
        batchSize,
        descent,
        loss,
        averaging,
        patience,
        augmentation,
        audioAugmentation);
  }

  /** Whether the clips of every epoch are the same. */
  public boolean repeatsClips() {
    boolean masked =
        augmentation.timeMasks() > 0 && augmentation.timeMaskFrames() > 0
            || augmentation.bandMasks() > 0 && augmentation.bandMaskBands() > 0;
    return !masked && augmentation.shiftFrames() == 0 && !audioAugmentation.possible();
  }

  /**
   * The same with another length, peak rate, patience and rate penalty, and sound varied at full
   * strength from the first epoch on: what fine-tuning uses.
   */
  public TrainingSettings fineTuning(
      int newEpochs, double learningRate, int newPatience, RateSettings rates) {
    return with(
        newEpochs,
        descent.withLearningRate(learningRate),
        loss.withRates(rates),
        newPatience,
        audioAugmentation.withoutCurriculum());
  }

  /** The same where cycles do not count. */
  public TrainingSettings withoutCycles() {
    LossSettings plain = loss.withRates(loss.rates().withoutCycles());
    return with(epochs, descent, plain, patience, audioAugmentation);
  }

  /** The same with another length. */
  public TrainingSettings withEpochs(int other) {
    return with(other, descent, loss, patience, audioAugmentation);
  }

  private TrainingSettings with(
      int newEpochs,
      DescentSettings newDescent,
      LossSettings newLoss,
      int newPatience,
      AudioAugmentationSettings audio) {
    return new TrainingSettings(
        compute,
        rule,
        newEpochs,
        batchSize,
        newDescent,
        newLoss,
        averaging,
        newPatience,
        augmentation,
        audio);
  }

  /** The same with another schedule of the learning rate. */
  public TrainingSettings withSchedule(Schedule other) {
    return with(epochs, descent.withSchedule(other), loss, patience, audioAugmentation);
  }

  /** The same for a training that another one follows: to its end, at its peak rate. */
  public TrainingSettings ramp() {
    return fineTuning(epochs, descent.learningRate(), 0, loss.rates())
        .withSchedule(Schedule.CONSTANT);
  }

  /**
   * All parts side by side, as their keys stand in a recipe. Unfinished trainings are known by this
   * text, so that how keys are grouped in Java must not change it.
   */
  @Override
  public String toString() {
    return "TrainingSettings["
        + String.join(
            ", ",
            components(compute),
            "rule=" + rule,
            "epochs=" + epochs,
            "batchSize=" + batchSize,
            components(descent),
            components(loss.rates()),
            "encoderRateWeight=" + loss.encoderRateWeight(),
            "labelSmoothing=" + loss.labelSmoothing() + later(loss.stateSmoothing()),
            "averaging=" + averaging,
            "patience=" + patience,
            "augmentation=" + augmentation,
            "audioAugmentation=" + audioAugmentation)
        + "]";
  }

  private static String later(double stateSmoothing) {
    return stateSmoothing == 0 ? "" : ", stateSmoothing=" + stateSmoothing;
  }

  private static String components(Record part) {
    String text = part.toString();
    return text.substring(text.indexOf('[') + 1, text.length() - 1);
  }
}
