package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Leaky integration with thresholded graded outputs (FATReLU), with recurrent weights. */
@AutoService(Neuron.class)
public record RecurrentFatrelu() implements GradedDynamics {
  @Override
  public String name() {
    return "rfatrelu";
  }

  @Override
  public boolean recurrent() {
    return true;
  }
}
