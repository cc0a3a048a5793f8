package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Adaptive leaky integrate-and-fire with recurrent weights. */
@AutoService(Neuron.class)
public record RecurrentAdaptiveLif() implements AdaptiveDynamics {
  @Override
  public String name() {
    return "radlif";
  }

  @Override
  public boolean recurrent() {
    return true;
  }
}
