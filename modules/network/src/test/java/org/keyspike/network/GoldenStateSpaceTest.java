package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A block of a state space, frame by frame, against golden values: events exactly. */
class GoldenStateSpaceTest {
  /** States gather up to 2⁹ events: of float32's rounding more than of one product. */
  private static final double RELATIVE = 1e-5;

  private static final float ABSOLUTE = 1e-4f;

  @ParameterizedTest
  @ValueSource(strings = {"ssm-block-graded", "ssm-block-spikes", "ssm-block-powers"})
  void aBlock(String name) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    Safetensors golden = of.golden();
    StateSpaceSpec spec = of.stateSpace();
    int channels = of.number("N");
    StateSpaceBlock block = new StateSpaceBlock(spec, of.block(true), of.blockParameters(), 0);
    int[] extents = golden.shape("r");
    for (int b = 0; b < extents[0]; b++) {
      block.reset();
      for (int t = 0; t < extents[1]; t++) {
        int at = b * extents[1] + t;
        String where = "clip " + b + ", frame " + t;
        float[] r = row(golden, "r", at, spec.width());
        block.step(r);
        String[] events = {"u", "x", "gate", "outputs"};
        for (int p = 0; p < events.length; p++) {
          float[] found = block.populations()[p];
          assertArrayEquals(row(golden, events[p], at, found.length), found, where + events[p]);
        }
        assertNear(golden, "v", at, block.rows(), where);
        assertArrayEquals(row(golden, "B", at, spec.states()), block.writes(), where);
        assertArrayEquals(row(golden, "C", at, spec.states()), block.reads(), where);
        assertArrayEquals(row(golden, "step", at, spec.heads()), floats(block.ticks()), where);
        assertArrayEquals(row(golden, "clock", at, spec.heads()), floats(block.clocks()), where);
        assertNear(golden, "states", at, block.states(), where);
        assertNear(golden, "out", at, r, where);
        assertEquals(channels * spec.states(), block.states().length);
      }
    }
  }

  private static void assertNear(
      Safetensors golden, String name, int at, float[] found, String where) {
    float[] expected = row(golden, name, at, found.length);
    for (int i = 0; i < found.length; i++) {
      double tolerance = ABSOLUTE + RELATIVE * Math.abs(expected[i]);
      assertEquals(expected[i], found[i], tolerance, where + ", " + name + " " + i);
    }
  }

  private static float[] floats(int[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  private static float[] row(Safetensors golden, String name, int index, int width) {
    return Arrays.copyOfRange(golden.tensor(name).data(), index * width, (index + 1) * width);
  }
}
