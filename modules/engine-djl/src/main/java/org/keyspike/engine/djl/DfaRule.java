package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import org.keyspike.training.Feedback;

/**
 * Direct feedback alignment. With every path between stages cut, the gradient of Σ_t (e B_ℓ / T) ·
 * s_t by a stage's parameters is Σ_t δ_t ∂u_t/∂θ with δ_t = (e B_ℓ / T) ⊙ h'(u_t − θ): autograd
 * computes the rule. The penalty on rates is a local gradient and joins as it is. The readout's
 * hidden layer gets (e B_h) through its ReLU, the last map its exact gradient.
 */
abstract class DfaRule implements DjlRule {
  @Override
  public NDArray objective(Pass pass) {
    NDArray error = pass.error();
    // The last map: its inputs are cut off, so only its own gradient is left.
    NDArray sum = error.mul(pass.logits()).sum();
    if (pass.hidden().isPresent()) {
      NDArray local = error.matMul(pass.feedback(Feedback.HIDDEN));
      sum = sum.add(local.mul(pass.hidden().get()).sum());
    }
    for (Pass.Stage stage : pass.stages()) {
      sum = sum.add(local(pass, stage, error));
      if (stage.penalty().isPresent()) {
        sum = sum.add(stage.penalty().get());
      }
    }
    return sum;
  }

  /** Σ_t (e B / (T · steps)) · s_t, or Σ_t (e_t B) · s_t frame-wise, where e has the mean in it. */
  private static NDArray local(Pass pass, Pass.Stage stage, NDArray error) {
    NDArray projected = error.matMul(pass.feedback(stage.feedback()));
    long rows = stage.spikes().getShape().get(0);
    long width = stage.spikes().getShape().get(1);
    if (pass.frameWise()) {
      long clipFrames = projected.getShape().get(0);
      long clips = pass.clips();
      NDArray byStep =
          stage
              .spikes()
              .reshape(new Shape(clipFrames / clips, stage.steps(), clips, width))
              .sum(new int[] {1});
      return projected.reshape(byStep.getShape()).mul(byStep).sum();
    }
    long clips = projected.getShape().get(0);
    NDArray inTime =
        stage.spikes().reshape(new Shape(rows / clips, clips, width)).sum(new int[] {0});
    return projected.mul(inTime).sum().div(pass.constant(rows / clips));
  }

  /** Step by step. */
  @AutoService(DjlRule.class)
  public static final class Instant extends DfaRule {
    @Override
    public String name() {
      return "dfa-instant";
    }
  }

  /** Through the neuron's own state. */
  @AutoService(DjlRule.class)
  public static final class Trace extends DfaRule {
    @Override
    public String name() {
      return "dfa-trace";
    }
  }
}
