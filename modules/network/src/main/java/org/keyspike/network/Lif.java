package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Leaky integrate-and-fire, feed-forward only. */
@AutoService(Neuron.class)
public record Lif() implements LeakyDynamics {
  @Override
  public String name() {
    return "lif";
  }

  @Override
  public boolean recurrent() {
    return false;
  }
}
