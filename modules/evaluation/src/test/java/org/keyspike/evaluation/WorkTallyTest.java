package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.Population;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

class WorkTallyTest {
  private static final StateSpaceSpec SHAPE = new StateSpaceSpec(3, 4, 1, 2, 2);

  private static NetworkSpec spec() {
    LayerSpec block =
        new LayerSpec(
            2,
            new Fatrelu(),
            new Surrogate(Surrogate.Shape.BOXCAR, 2),
            false,
            true,
            0,
            new OutputCode.Graded(4),
            0);
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        new EncoderSpec.StepForward(),
        List.of(block),
        new ReadoutSpec.FrameWise(2),
        1,
        null,
        SHAPE);
  }

  /** One frame: bits that are set, times the rows of the matrix that they meet, minus zeros. */
  @Test
  void eventsOfAStateSpaceMeetItsMapsBitByBit() {
    NetworkSpec spec = spec();
    Parameters parameters =
        Initializer.draw(spec, 1, 1)
            .with("embedding.weight", new Tensor(new int[] {3, 2}, new float[] {1, 0, 1, 1, 1, 1}));
    WorkTally tally = WorkTally.of(spec, parameters);
    assertInstanceOf(StateSpaceTally.class, tally);
    List<float[]> spikes = new ArrayList<>();
    for (Population population : spec.populations()) {
      spikes.add(new float[population.neurons()]);
    }
    float unit = new OutputCode.Graded(4).unit();
    spikes.set(0, new float[] {15 * unit, 0, unit});
    // x and the gate meet no matrix.
    spikes.set(1, new float[] {15 * unit, 15 * unit});
    spikes.set(2, new float[] {1, 0.5f});
    spikes.set(3, new float[] {0, 6 * unit});
    spikes.set(4, new float[] {0, unit, 0});
    tally.add(0, 1, 1, new int[] {0}, new float[] {0, 1}, spikes);
    List<Connection> found = tally.connections();
    int rows = SHAPE.rows(2);
    assertEquals(
        List.of(
            "embedding.weight", "block1.in.weight", "block1.out.weight", "readout.output.weight"),
        found.stream().map(Connection::matrix).toList());
    assertEquals(
        Arrays.asList(2.0, 5.0 * rows, 2.0 * 3, 2.0),
        found.stream().map(Connection::effectivePerFrame).toList());
    assertEquals(
        Arrays.asList(6.0, 4.0 * 3 * rows, 4.0 * 2 * 3, 4.0 * 3 * 2),
        found.stream().map(Connection::densePerFrame).toList());
    assertEquals(5, found.get(0).nonZero());
  }
}
