package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** Three neurons, which themselves and a readout hear, and two bands of two channels each. */
class SilencingTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          new FeatureSpec(2, 1),
          new EncoderSpec.StepForward(),
          List.of(
              new LayerSpec(
                  3, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.Keyword(2, 2, 5),
          1,
          null);

  private static final Silencing NEURONS =
      new Silencing(List.of(Names.recurrent(0), Names.HIDDEN_WEIGHT), 3);

  private static final Silencing BANDS = new Silencing(List.of(Names.weight(0)), 2);

  /** The second neuron is silent, and the third is heard by the readout alone. */
  private final Checkpoint network =
      network(
          new float[] {2, 0, 0, -2, 0, 0, 0, 0, 0},
          new float[] {0, 0, 1, 0.5f, 0, -1},
          new float[] {0, 3, 1, 0, 0, -3, -1, 0, 0, 0, 0, 0});

  private static Checkpoint network(float[] recurrent, float[] hidden, float[] weight) {
    Parameters parameters = Initializer.draw(SPEC, 0.4, 1);
    System.arraycopy(recurrent, 0, parameters.data(Names.recurrent(0)), 0, 9);
    System.arraycopy(hidden, 0, parameters.data(Names.HIDDEN_WEIGHT), 0, 6);
    System.arraycopy(weight, 0, parameters.data(Names.weight(0)), 0, 12);
    return new Checkpoint(SPEC, List.of("a", "b"), parameters, Map.of());
  }

  @Test
  void whatNoMatrixHearsIsSilent() {
    assertArrayEquals(new boolean[] {false, true, false}, NEURONS.silent(network));
    assertArrayEquals(new boolean[] {false, false}, BANDS.silent(network));
    assertArrayEquals(
        new boolean[] {true, false},
        BANDS.silent(
            network(new float[9], new float[6], new float[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0})),
        "the fourth channel is of the second band");
  }

  @Test
  void theMostSalientOfThoseThatAreHeardStay() {
    Parameters to = network.parameters().copy();
    NEURONS.leave(network, to, new double[] {1, 9, 2}, 1);
    assertArrayEquals(new float[9], to.data(Names.recurrent(0)));
    assertArrayEquals(new float[] {0, 0, 1, 0, 0, -1}, to.data(Names.HIDDEN_WEIGHT));
    to = network.parameters().copy();
    NEURONS.leave(network, to, new double[] {-3, 9, -4}, 2);
    assertEquals(network.parameters(), to, "with a silent one nothing more goes");
    BANDS.leave(network, to, new double[] {2, 1}, 1);
    assertArrayEquals(new float[] {0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 0, 0}, to.data(Names.weight(0)));
    assertArrayEquals(
        network.parameters().data(Names.recurrent(0)), to.data(Names.recurrent(0)), "the rest");
  }

  /** Sums of magnitudes 4.5, 0 and 2, and of bands 2 and 6. */
  @Test
  void thoseThatAreLeftAreHeardMost() {
    assertEquals(List.of(0), NEURONS.left(network, 1));
    assertEquals(List.of(0, 2), NEURONS.left(network, 2));
    assertEquals(List.of(1), BANDS.left(network, 1));
  }
}
