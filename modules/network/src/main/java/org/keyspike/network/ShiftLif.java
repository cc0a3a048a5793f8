package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Leaky integrate-and-fire with spikes of several levels, feed-forward only. */
@AutoService(Neuron.class)
public record ShiftLif() implements LeakyDynamics {
  @Override
  public String name() {
    return "shift-lif";
  }

  @Override
  public boolean recurrent() {
    return false;
  }

  @Override
  public OutputCode.Sort outputs() {
    return OutputCode.Sort.POWERS_OF_TWO;
  }
}
