package org.keyspike.training;

import org.keyspike.network.SpecException;

/**
 * The answers of a teacher to a batch, to be imitated. With student logits z, teacher logits z' and
 * the cross-entropy CE against (smoothed) labels, the task loss is
 *
 * <pre>
 * (1 − α)·CE + α·τ²·mean KL(softmax(z'/τ) ‖ softmax(z/τ))
 * </pre>
 *
 * <p>over clips or valid frames, and the error at the logits, which feedback alignment projects,
 *
 * <pre>
 * ((1 − α)(softmax(z) − target) + α·τ (softmax(z/τ) − softmax(z'/τ))) / count
 * </pre>
 *
 * <p>No gradient goes to the teacher. Rows beyond a clip's end do not count. Source: Hinton,
 * Vinyals and Dean, "Distilling the Knowledge in a Neural Network", 2015, section 2.
 *
 * @param logits z', (B, K), or (B, T, K) frame-wise, as {@link Activity#logits()}; shared
 * @param weight α, above 0 to 1
 * @param temperature τ, above 0
 */
public record SoftTargets(float[] logits, double weight, double temperature) {
  public SoftTargets {
    if (!(weight > 0 && weight <= 1)) {
      throw new SpecException("distillation.weight", weight, "above 0 to 1");
    }
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new SpecException("distillation.temperature", temperature, "a number above 0");
    }
  }

  @Override
  public String toString() {
    return "SoftTargets[weight " + weight + ", temperature " + temperature + "]";
  }
}
