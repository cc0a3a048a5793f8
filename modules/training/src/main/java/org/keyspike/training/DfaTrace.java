package org.keyspike.training;

import com.google.auto.service.AutoService;

/**
 * Direct feedback alignment whose local error runs back through the neuron's own leak, d_t = δ_t +
 * β d_{t+1}: the same as a forward eligibility trace.
 */
@AutoService(LearningRule.class)
public record DfaTrace() implements LearningRule {
  @Override
  public String name() {
    return "dfa-trace";
  }

  @Override
  public GradientStops stops() {
    return new GradientStops(true, true, false);
  }

  @Override
  public boolean feedback() {
    return true;
  }
}
