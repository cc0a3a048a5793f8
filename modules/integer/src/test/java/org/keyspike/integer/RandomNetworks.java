package org.keyspike.integer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/** Random float networks for the quantizer. */
final class RandomNetworks {
  private RandomNetworks() {}

  static NetworkSpec spec(SplittableRandom random) {
    return NetworkDraw.from(random).spec();
  }

  /** The same with neurons of every kind, folded, and with delays. */
  static NetworkSpec everyKind(SplittableRandom random) {
    return NetworkDraw.from(random).moreKinds().delays(63).spec().folded();
  }

  /** Parameters whose size differs by tensor: some fit any grid, some must be clipped. */
  static Parameters parameters(NetworkSpec spec, SplittableRandom random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      Tensor tensor = Tensor.zeros(parameter.shape());
      double scale = Math.scalb(1.0, random.nextInt(-7, 2));
      float[] data = tensor.data();
      for (int i = 0; i < data.length; i++) {
        data[i] =
            (float)
                switch (parameter.role()) {
                  case LEAK -> random.nextDouble();
                  case DELAY -> random.nextDouble(-1, parameter.range().high() + 1);
                  default -> scale * random.nextDouble(-1, 1);
                };
      }
      tensors.put(parameter.name(), tensor);
    }
    return new Parameters(tensors);
  }
}
