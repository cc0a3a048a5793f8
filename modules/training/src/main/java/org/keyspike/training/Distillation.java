package org.keyspike.training;

import org.keyspike.datasets.features.Batch;

/**
 * A network to imitate while learning: {@link SoftTargets} batch by batch.
 *
 * @param teacher answers
 * @param weight α, above 0 to 1
 * @param temperature τ, above 0
 */
public record Distillation(Teacher teacher, double weight, double temperature) {

  /** What the teacher answers to a batch of the front end's features. */
  SoftTargets answer(Batch batch) {
    return new SoftTargets(teacher.logits(batch), weight, temperature);
  }
}
