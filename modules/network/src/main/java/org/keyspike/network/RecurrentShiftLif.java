package org.keyspike.network;

import com.google.auto.service.AutoService;

/** Leaky integrate-and-fire with spikes of several levels and recurrent weights. */
@AutoService(Neuron.class)
public record RecurrentShiftLif() implements LeakyDynamics {
  @Override
  public String name() {
    return "shift-rlif";
  }

  @Override
  public boolean recurrent() {
    return true;
  }

  @Override
  public OutputCode.Sort outputs() {
    return OutputCode.Sort.POWERS_OF_TWO;
  }
}
