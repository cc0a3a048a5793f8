package org.keyspike.training;

import java.util.List;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;

/**
 * Gradient descent that remembers nothing, so that a step can be worked out by hand: θ ← θ − ηg.
 */
class Sgd implements Optimizer {
  @Override
  public List<String> moments() {
    return List.of();
  }

  @Override
  public void update(
      List<ParameterSpec> learned,
      Parameters parameters,
      Parameters gradients,
      OptimizerMemory memory,
      double rate) {
    for (ParameterSpec parameter : learned) {
      float[] value = parameters.data(parameter.name());
      float[] gradient = gradients.data(parameter.name());
      for (int i = 0; i < value.length; i++) {
        value[i] -= (float) rate * gradient[i];
      }
    }
  }

  @Override
  public String toString() {
    return "sgd";
  }
}
