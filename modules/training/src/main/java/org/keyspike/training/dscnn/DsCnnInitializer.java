package org.keyspike.training.dscnn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * The numbers that learning starts from: weights drawn from a seed, uniformly within ±√(6 / fan-in)
 * before a rectifier (He et al., "Delving Deep into Rectifiers", 2015) and ±√(1 / fan-in) at the
 * output; the map to coefficients from the training part.
 */
final class DsCnnInitializer {
  private DsCnnInitializer() {}

  static Parameters draw(DsCnnSpec spec, LabelledFeatures training, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.learned()) {
      Tensor tensor = Tensor.zeros(parameter.shape());
      switch (parameter.role()) {
        case WEIGHT -> {
          double fanIn = (double) tensor.data().length / tensor.extent(0);
          boolean last = parameter.name().equals(DsCnnSpec.weights(spec.output()));
          fill(tensor.data(), Math.sqrt((last ? 1 : 6) / fanIn), random);
        }
        case NORM_SCALE -> Arrays.fill(tensor.data(), 1);
        default -> {}
      }
      tensors.put(parameter.name(), tensor);
    }
    for (ParameterSpec parameter : spec.measured()) {
      Tensor tensor = Tensor.zeros(parameter.shape());
      if (parameter.role() == ParameterSpec.Role.RUNNING_VARIANCE) {
        Arrays.fill(tensor.data(), 1);
      }
      tensors.put(parameter.name(), tensor);
    }
    Cepstrum.of(spec, training)
        .put(
            tensors.get(DsCnnSpec.weights(spec.cepstrum())).data(),
            tensors.get(DsCnnSpec.bias(spec.cepstrum())).data());
    return new Parameters(tensors);
  }

  private static void fill(float[] values, double bound, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
  }
}
