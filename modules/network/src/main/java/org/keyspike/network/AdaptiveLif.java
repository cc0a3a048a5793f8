package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Adaptive leaky integrate-and-fire, feed-forward only. */
@AutoService(Neuron.class)
public record AdaptiveLif() implements AdaptiveDynamics {
  @Override
  public String name() {
    return "adlif";
  }

  @Override
  public boolean recurrent() {
    return false;
  }
}
