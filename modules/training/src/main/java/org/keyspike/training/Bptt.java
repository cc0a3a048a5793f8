package org.keyspike.training;

import com.google.auto.service.AutoService;

/** Backpropagation through time with surrogate gradients. */
@AutoService(LearningRule.class)
public record Bptt() implements LearningRule {
  @Override
  public String name() {
    return "bptt";
  }

  @Override
  public GradientStops stops() {
    return GradientStops.NONE;
  }

  @Override
  public boolean feedback() {
    return false;
  }
}
