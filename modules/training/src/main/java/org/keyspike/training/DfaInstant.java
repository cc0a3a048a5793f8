package org.keyspike.training;

import com.google.auto.service.AutoService;

/**
 * Direct feedback alignment: every stage gets the error of the logits through a fixed random
 * matrix, step by step; Δθ_t = δ_t ∂u_t/∂θ with the state before it taken as given. Source:
 * Nøkland, "Direct Feedback Alignment Provides Learning in Deep Neural Networks", 2016.
 */
@AutoService(LearningRule.class)
public record DfaInstant() implements LearningRule {
  @Override
  public String name() {
    return "dfa-instant";
  }

  @Override
  public GradientStops stops() {
    return new GradientStops(true, true, true);
  }

  @Override
  public boolean feedback() {
    return true;
  }
}
