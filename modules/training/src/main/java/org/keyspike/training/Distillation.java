package org.keyspike.training;

import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Checkpoint;

/**
 * A network to imitate while learning: {@link SoftTargets} batch by batch.
 *
 * @param teacher answers; its features are chosen from the same batches
 * @param weight α, above 0 to 1
 * @param temperature τ, above 0
 */
public record Distillation(Checkpoint teacher, double weight, double temperature) {

  /** What the teacher answers to a batch of the front end's features. */
  SoftTargets answer(GradientEngine engine, Batch batch) {
    float[] logits =
        engine
            .forward(
                teacher.spec(),
                teacher.parameters(),
                NetworkInput.by(teacher).of(batch),
                GradientEngine.Detail.LOGITS)
            .logits();
    return new SoftTargets(logits, weight, temperature);
  }
}
