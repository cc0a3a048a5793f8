package org.keyspike.tutorials.howto;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import org.keyspike.engine.djl.DjlRule;
import org.keyspike.engine.djl.Pass;
import org.keyspike.training.GradientStops;
import org.keyspike.training.LearningRule;

/** Backpropagation through membranes and layers, but not through recurrent weights or resets. */
@AutoService({LearningRule.class, DjlRule.class})
public record WithoutRecurrence() implements LearningRule, DjlRule {
  @Override
  public String name() {
    return "bptt-without-recurrence";
  }

  @Override
  public boolean feedback() {
    return false;
  }

  @Override
  public GradientStops stops() {
    return new GradientStops(false, true, false);
  }

  @Override
  public NDArray objective(Pass pass) {
    return pass.loss();
  }
}
