package org.keyspike.integer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.network.AdaptiveLif;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/** Random float networks for the quantizer. */
final class RandomNetworks {
  private static final List<Neuron> NEURONS =
      List.of(new Lif(), new RecurrentLif(), new AdaptiveLif(), new RecurrentAdaptiveLif());
  private static final List<EncoderSpec> ENCODERS =
      List.of(
          new EncoderSpec.Residual(false),
          new EncoderSpec.Residual(true),
          new EncoderSpec.StepForward(),
          new EncoderSpec.Direct());

  private RandomNetworks() {}

  static NetworkSpec spec(SplittableRandom random) {
    List<LayerSpec> layers = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int l = 0; l < count; l++) {
      layers.add(
          new LayerSpec(
              random.nextInt(1, 30),
              NEURONS.get(random.nextInt(NEURONS.size())),
              Surrogate.of(Surrogate.Shape.BOXCAR),
              false,
              true,
              0));
    }
    return new NetworkSpec(
        new FeatureSpec(random.nextInt(1, 12), 1),
        ENCODERS.get(random.nextInt(ENCODERS.size())),
        layers,
        random.nextBoolean()
            ? new ReadoutSpec.Keyword(random.nextInt(1, 20), 5, random.nextInt(1, 101))
            : new ReadoutSpec.FrameWise(7),
        random.nextInt(1, 3),
        null);
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
                (parameter.role() == ParameterSpec.Role.LEAK
                    ? random.nextDouble()
                    : scale * random.nextDouble(-1, 1));
      }
      tensors.put(parameter.name(), tensor);
    }
    return new Parameters(tensors);
  }
}
