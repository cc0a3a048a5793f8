/**
 * Learning: everything about it that does not depend on how gradients are computed.
 *
 * <p>Data flow: a {@link org.keyspike.training.Trainer} draws batches, moves the parameters onto
 * the grid if the spec has one, asks a {@link org.keyspike.training.GradientEngine} for loss and
 * gradients, clips them, lets an {@link org.keyspike.training.Optimizer} ({@link
 * org.keyspike.training.AdamW} unless another is given) update the parameters at the rate that the
 * {@link org.keyspike.training.Schedule} gives, projects what has a range, and restores the zeros
 * of pruning. Delays learn at a rate of their own, from a Gaussian that narrows ({@link
 * org.keyspike.training.DelayLearning}); thresholds of graded neurons are learned too, or set once
 * an epoch by a wanted activation sparsity ({@code ThresholdQuantiles}). After every epoch it
 * scores the validation part ({@link org.keyspike.training.Evaluator}), tells its listeners ({@link
 * org.keyspike.training.TrainingListener}; the metrics and the log are two of them) and saves its
 * whole state in one file, so that a killed run goes on from its last epoch and ends with the same
 * bytes. The best epoch by validation, averaged over speakers where the data names them ({@link
 * org.keyspike.training.Scores#choosing}), is the result; the test part is never seen here. With a
 * {@link org.keyspike.training.Distillation} another network answers every batch first, and the
 * engine gets its logits as {@link org.keyspike.training.SoftTargets}. What structured pruning left
 * of the front end's bands ({@link org.keyspike.training.NetworkInput}) is chosen before an engine
 * sees a batch.
 *
 * <h2>Files of a training folder</h2>
 *
 * <ul>
 *   <li>{@code state.safetensors}: epochs done, best epoch and its scores in the metadata; tensors
 *       {@code parameter/…}, the optimiser's, of AdamW {@code moment1/…} and {@code moment2/…},
 *       {@code average/…} with averaging, {@code best/…}. Removed when the training is over.
 *   <li>{@code metrics.jsonl}: one JSON object an epoch: {@code stage}, {@code epoch} (from 1),
 *       {@code learningRate}, {@code loss}, {@code trainAccuracy}, {@code validationLoss}, {@code
 *       validationAccuracy}, {@code validationSpeakerMean} (where speakers are known: what chooses
 *       the epoch), {@code encoderRate}, {@code rates}, {@code seconds}.
 * </ul>
 */
package org.keyspike.training;
