package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Leaky integration with thresholded graded outputs (FATReLU), feed-forward only. */
@AutoService(Neuron.class)
public record Fatrelu() implements GradedDynamics {
  @Override
  public String name() {
    return "fatrelu";
  }

  @Override
  public boolean recurrent() {
    return false;
  }
}
