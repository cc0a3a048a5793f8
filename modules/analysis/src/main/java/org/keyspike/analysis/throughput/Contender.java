package org.keyspike.analysis.throughput;

import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.AdamW;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;

/** One engine with parameters and moments of its own, taking training steps. */
final class Contender implements Runnable {
  private final GradientEngine engine;
  private final CalibratedNetwork network;
  private final Parameters parameters;
  private final AdamW optimiser;

  Contender(GradientEngine engine, CalibratedNetwork network) {
    this.engine = engine;
    this.network = network;
    NetworkSpec spec = network.spec();
    parameters = network.parameters().copy();
    optimiser =
        new AdamW(
            spec.parameters().stream().filter(p -> p.role().learned()).toList(),
            0.01,
            parameters.zerosLike(),
            parameters.zerosLike(),
            0);
  }

  /**
   * One step: forward, backward, update. The rate of learning is 0: the update does its work but
   * changes nothing, so that all steps of all contenders see the same spikes.
   */
  @Override
  public void run() {
    Gradients found =
        engine.gradients(network.spec(), parameters, network.batch(), Objective.bptt(0));
    optimiser.update(parameters, found.gradients(), 0);
  }
}
