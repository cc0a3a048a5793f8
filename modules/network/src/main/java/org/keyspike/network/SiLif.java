package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Adaptive leaky integrate-and-fire by time constants, feed-forward only. */
@AutoService(Neuron.class)
public record SiLif() implements TimeConstantDynamics {
  @Override
  public String name() {
    return "silif";
  }

  @Override
  public boolean recurrent() {
    return false;
  }

  @Override
  public Neuron folded() {
    return new AdaptiveLif();
  }
}
