package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.Neuron;
import org.keyspike.network.RecurrentLif;

/** What lies between encoder and readout. */
public enum Backbone {
  /** Layers of neurons, which may remember by recurrent weights. */
  @JsonProperty("recurrent")
  RECURRENT(new RecurrentLif()),
  /** Blocks of a selective state space, which remember by states that halve. */
  @JsonProperty("ssm")
  SSM(new Fatrelu());

  private final Neuron usualNeuron;

  Backbone(Neuron usualNeuron) {
    this.usualNeuron = usualNeuron;
  }

  /** What a recipe means that names no kind of neuron. */
  Neuron usualNeuron() {
    return usualNeuron;
  }
}
