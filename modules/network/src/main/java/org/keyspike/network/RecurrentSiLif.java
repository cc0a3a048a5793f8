package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Adaptive leaky integrate-and-fire by time constants, with recurrent weights. */
@AutoService(Neuron.class)
public record RecurrentSiLif() implements TimeConstantDynamics {
  @Override
  public String name() {
    return "rsilif";
  }

  @Override
  public boolean recurrent() {
    return true;
  }

  @Override
  public Neuron folded() {
    return new RecurrentAdaptiveLif();
  }
}
