package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

class ProjectionTest {
  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(2, 1),
          new EncoderSpec.Direct(),
          List.of(
              new LayerSpec(2, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.FrameWise(2),
          1,
          null);

  private static Parameters of(NetworkSpec spec, float... weights) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    spec.parameters().forEach(p -> values.put(p.name(), Tensor.zeros(p.shape())));
    System.arraycopy(weights, 0, values.get(Names.weight(0)).data(), 0, 4);
    return new Parameters(values);
  }

  @Test
  void leaksStayInTheirRange() {
    Parameters parameters = of(spec, 1, 2, 3, 4);
    parameters.data(Names.leak(0))[0] = -0.5f;
    parameters.data(Names.leak(0))[1] = 1;
    new Projection(spec, parameters, false).apply(parameters);
    assertArrayEquals(new float[] {0, 255 / 256f}, parameters.data(Names.leak(0)));
    assertArrayEquals(new float[] {1, 2, 3, 4}, parameters.data(Names.weight(0)));
  }

  /** The zeros of a bias are no pruned weights. */
  @Test
  void onlyZerosOfMatricesAreHeldAndOnlyIfTold() {
    Parameters start = of(spec, 0, 2, 0, 4);
    for (boolean hold : new boolean[] {true, false}) {
      Parameters moved = of(spec, 5, 6, 7, 0);
      moved.data(Names.bias(0))[1] = 3;
      new Projection(spec, start, hold).apply(moved);
      assertArrayEquals(
          hold ? new float[] {0, 6, 0, 0} : new float[] {5, 6, 7, 0}, moved.data(Names.weight(0)));
      assertEquals(3, moved.data(Names.bias(0))[1]);
    }
  }

  /** 4 bits with three below the point: −1 to 7/8; what lies between is not rounded. */
  @Test
  void onAGridItsEndsAreTheEnds() {
    NetworkSpec onGrid =
        spec.withFormat(
            new NumberFormat(
                4,
                16,
                List.of(new NumberFormat.LayerFormat(8, 3, 8)),
                new NumberFormat.ReadoutFormat(0, 0, 2)));
    Parameters parameters = of(onGrid, -3, 3, 0.3f, 0);
    new Projection(onGrid, parameters, false).apply(parameters);
    assertArrayEquals(new float[] {-1, 0.875f, 0.3f, 0}, parameters.data(Names.weight(0)));
  }
}
