package org.keyspike.training;

import java.util.Optional;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Checkpoint;

/**
 * A task of training: what is to be learned, from what.
 *
 * @param stage a name for progress and metrics, such as {@code train} or {@code quantize}
 * @param start the network and the numbers that learning starts from
 * @param training the clips to learn from, pass by pass
 * @param validation the clips that choose the epoch, with their speakers where these are known
 * @param encoder what moves the encoder's steps
 * @param holdZeros whether zero weights stay zero: the masks of pruning
 * @param distillation a network to imitate, if any
 * @param seed of what learning itself draws
 * @param delays how delays are learned
 * @param sparsity share of the potentials that thresholds of graded neurons hold back, set at the
 *     beginning of every epoch; 0 for thresholds that are learned
 */
public record TrainingTask(
    String stage,
    Checkpoint start,
    Epochs training,
    LabelledFeatures validation,
    EncoderLearning encoder,
    boolean holdZeros,
    Optional<Distillation> distillation,
    long seed,
    DelayLearning delays,
    double sparsity) {

  /** A task whose delays, if any, are almost learned, and whose thresholds are learned. */
  public TrainingTask(
      String stage,
      Checkpoint start,
      Epochs training,
      LabelledFeatures validation,
      EncoderLearning encoder,
      boolean holdZeros,
      Optional<Distillation> distillation,
      long seed) {
    this(
        stage,
        start,
        training,
        validation,
        encoder,
        holdZeros,
        distillation,
        seed,
        DelayLearning.USUAL,
        0);
  }

  /** The same with delays and thresholds learned in another way. */
  public TrainingTask with(DelayLearning otherDelays, double otherSparsity) {
    return new TrainingTask(
        stage,
        start,
        training,
        validation,
        encoder,
        holdZeros,
        distillation,
        seed,
        otherDelays,
        otherSparsity);
  }

  /** A task without a teacher. */
  public TrainingTask(
      String stage,
      Checkpoint start,
      Epochs training,
      LabelledFeatures validation,
      EncoderLearning encoder,
      boolean holdZeros,
      long seed) {
    this(stage, start, training, validation, encoder, holdZeros, Optional.empty(), seed);
  }
}
