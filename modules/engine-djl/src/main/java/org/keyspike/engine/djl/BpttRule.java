package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import com.google.auto.service.AutoService;

/** Backpropagation through time: gradients pass everywhere, the loss is differentiated. */
@AutoService(DjlRule.class)
public final class BpttRule implements DjlRule {
  @Override
  public String name() {
    return "bptt";
  }

  @Override
  public NDArray objective(Pass pass) {
    return pass.loss();
  }
}
