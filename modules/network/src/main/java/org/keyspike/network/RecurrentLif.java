package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Leaky integrate-and-fire with recurrent weights. */
@AutoService(Neuron.class)
public record RecurrentLif() implements LeakyDynamics {
  @Override
  public String name() {
    return "rlif";
  }

  @Override
  public boolean recurrent() {
    return true;
  }
}
