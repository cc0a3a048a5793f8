package org.keyspike.analysis.throughput;

import java.util.List;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.AdamW;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.OptimizerMemory;

/** One engine with parameters and moments of its own, taking training steps. */
final class Contender implements Runnable {
  private final GradientEngine engine;
  private final CalibratedNetwork network;
  private final Parameters parameters;
  private final List<ParameterSpec> learned;
  private final AdamW optimiser = new AdamW(0.01);
  private OptimizerMemory memory;

  Contender(GradientEngine engine, CalibratedNetwork network) {
    this.engine = engine;
    this.network = network;
    parameters = network.parameters().copy();
    learned = network.spec().parameters().stream().filter(p -> p.role().learned()).toList();
    memory = OptimizerMemory.empty(optimiser, parameters);
  }

  /**
   * One step: forward, backward, update. The rate of learning is 0: the update does its work but
   * changes nothing, so that all steps of all contenders see the same spikes.
   */
  @Override
  public void run() {
    Gradients found =
        engine.gradients(network.spec(), parameters, network.batch(), Objective.bptt(0));
    optimiser.update(learned, parameters, found.gradients(), memory, 0);
    memory = memory.next();
  }
}
