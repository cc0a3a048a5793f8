package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;

/** Backpropagation through time: gradients pass everywhere, the loss is differentiated. */
@AutoService(DjlRule.class)
public final class BpttRule implements DjlRule {
  static final String NAME = "bptt";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public NDArray objective(Pass pass) {
    return pass.loss();
  }
}
