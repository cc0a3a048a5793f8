package org.keyspike.pipeline;

import ai.djl.ndarray.NDArray;
import org.keyspike.engine.djl.DjlRule;
import org.keyspike.engine.djl.Pass;
import org.keyspike.training.GradientStops;
import org.keyspike.training.LearningRule;

/** A rule that somebody added to engine djl alone: no gradient passes between stages. */
public record OutputOnlyRule() implements LearningRule, DjlRule {
  @Override
  public String name() {
    return "output-only";
  }

  @Override
  public boolean feedback() {
    return false;
  }

  @Override
  public GradientStops stops() {
    return new GradientStops(true, true, true);
  }

  @Override
  public NDArray objective(Pass pass) {
    return pass.loss();
  }
}
