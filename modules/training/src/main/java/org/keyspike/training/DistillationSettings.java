package org.keyspike.training;

import java.nio.file.Path;

/**
 * The network that a training from scratch learns from beside its labels: the recipe's {@code
 * training.distillation}. {@link SoftTargets} has the equations.
 *
 * @param teacher its run folder or checkpoint, or what a {@link TeacherProvider} opens; <code>
 *     {seed}</code> in it stands for the seed of the run; null for none
 * @param weight α, how much its answers weigh against the labels, above 0 to 1
 * @param temperature τ that its answers are softened with, above 0
 */
public record DistillationSettings(Path teacher, double weight, double temperature) {
  /** No teacher. */
  public static final DistillationSettings NONE = new DistillationSettings(null, 0.5, 2);

  public DistillationSettings {
    TrainingKey.require(weight > 0 && weight <= 1, "distillation.weight", weight, "above 0 to 1");
    TrainingKey.require(
        temperature > 0 && !Double.isInfinite(temperature),
        "distillation.temperature",
        temperature,
        "a number above 0");
  }
}
