package org.keyspike.engine.vector.example;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;
import org.keyspike.engine.djl.DjlRule;
import org.keyspike.engine.djl.Pass;
import org.keyspike.engine.vector.VectorRule;
import org.keyspike.training.GradientStops;
import org.keyspike.training.LearningRule;

/** Backpropagation through membranes and layers, but not through recurrent weights or resets. */
@AutoService({LearningRule.class, VectorRule.class, DjlRule.class})
public record NoRecurrence() implements LearningRule, VectorRule, DjlRule {
  @Override
  public String name() {
    return "no-recurrence";
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
