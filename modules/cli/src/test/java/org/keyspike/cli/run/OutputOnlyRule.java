package org.keyspike.cli.run;

import ai.djl.ndarray.NDArray;
import org.keyspike.engine.djl.Cuts;
import org.keyspike.engine.djl.DjlRule;
import org.keyspike.engine.djl.Pass;
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
  public Cuts cuts() {
    return new Cuts(true, true, true);
  }

  @Override
  public NDArray objective(Pass pass) {
    return pass.loss();
  }
}
