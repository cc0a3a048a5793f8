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
 * {@link org.keyspike.training.Distillation} a {@link org.keyspike.training.Teacher} answers every
 * batch first, and the engine gets its logits as {@link org.keyspike.training.SoftTargets}. It
 * answers to the batch as the student gets it, varied; where clips are the same in every epoch, a
 * {@link org.keyspike.training.RememberingTeacher} asks it once for each. What structured pruning
 * left of the front end's bands ({@link org.keyspike.training.NetworkInput}) is chosen before an
 * engine sees a batch.
 *
 * <h2>What activity costs</h2>
 *
 * <p>Beside the cross-entropy each layer ℓ pays for its rate r_ℓ and for its active part a_ℓ, the
 * mean over frames and neurons of 1 − Π_k (1 − s_k) over the steps of a frame ({@link
 * org.keyspike.training.ActivityPenalty}):
 *
 * <pre>
 * P_ℓ = λ h(r_ℓ; τ_ℓ) + μ (A_ℓ r_ℓ + B_ℓ a_ℓ)
 * h(r; τ) = (max(0, r − τ)² − max(0, r − τ − w)²) / 2w,  w = τ/4;   h(r; 0) = r
 * C = base + A₀ r⁰ + Σ_ℓ (A_ℓ r_ℓ + B_ℓ a_ℓ)          expected cycles of a mean frame
 * </pre>
 *
 * <p>A, B and base ({@link org.keyspike.training.CycleCost}) come from outside: neither a trainer
 * nor an engine knows a machine. With a budget C* of cycles μ is adapted after every step, by dual
 * ascent on its logarithm with bounded steps and a part in proportion that damps it:
 *
 * <pre>
 * e ← clip(C / C* − 1, −1, 1)
 * m ← clip(m + clip(0.08 e, −0.02, 0.02), m₀ − 12, m₀ + 12)
 * μ = exp(m + e)
 * </pre>
 *
 * <p>m and e are part of the state. The best epoch is then the most accurate of those whose
 * validation part takes at most 1.02 C*, or the one nearest to that.
 *
 * <h2>Files of a training folder</h2>
 *
 * <ul>
 *   <li>{@code state.safetensors}: epochs done, best epoch and its scores in the metadata; tensors
 *       {@code parameter/…}, the optimiser's, of AdamW {@code moment1/…} and {@code moment2/…},
 *       {@code average/…} with averaging, {@code best/…}; m and e in the metadata. Removed when the
 *       training is over.
 *   <li>{@code metrics.jsonl}: one JSON object an epoch: {@code stage}, {@code epoch} (from 1),
 *       {@code learningRate}, {@code loss}, {@code trainAccuracy}, {@code validationLoss}, {@code
 *       validationAccuracy}, {@code validationSpeakerMean} (where speakers are known: what chooses
 *       the epoch), {@code encoderRate}, {@code rates}, where cycles count {@code cycles} (C on the
 *       validation part) and {@code cycleWeight} (μ), {@code seconds}. States of phones count as
 *       their phones in accuracies, and so choose the epoch; losses are those of states.
 * </ul>
 */
package org.keyspike.training;
