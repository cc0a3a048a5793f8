package org.keyspike.training;

import java.util.List;
import org.keyspike.network.Names;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;

/**
 * An optimiser that moves the readout alone: encoder and spiking layers stay what they are.
 *
 * @param optimizer what moves the readout
 */
public record ReadoutOnly(Optimizer optimizer) implements Optimizer {
  @Override
  public List<String> moments() {
    return optimizer.moments();
  }

  @Override
  public void update(
      List<ParameterSpec> learned,
      Parameters parameters,
      Parameters gradients,
      OptimizerMemory memory,
      double learningRate) {
    List<ParameterSpec> readout =
        learned.stream().filter(parameter -> Names.ofReadout(parameter.name())).toList();
    optimizer.update(readout, parameters, gradients, memory, learningRate);
  }
}
