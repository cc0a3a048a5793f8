package org.keyspike.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Trace;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Activity;

class ForwardTraceTest {
  private static final LayerSpec LAYER =
      new LayerSpec(2, new Lif(), new Surrogate(Surrogate.Shape.BOXCAR, 2), false, true, 0);

  private static NetworkSpec spec(ReadoutSpec readout, int timeSteps) {
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        new EncoderSpec.Residual(false),
        List.of(LAYER),
        readout,
        timeSteps,
        new NumberFormat(
            4,
            16,
            List.of(new NumberFormat.LayerFormat(8, 3, 3)),
            new NumberFormat.ReadoutFormat(0, 0, 2)));
  }

  /** Two clips of three and two frames: of the second nothing is read beyond its end. */
  @Test
  void readsOneClipOfABatch() {
    int frames = 3;
    int steps = 2;
    float[] encoder = new float[2 * frames * 4];
    float[] spikes = new float[2 * frames * steps * 2];
    float[] logits = new float[2 * frames * 2];
    for (int t = 0; t < frames; t++) {
      encoder[(frames + t) * 4 + t] = 1;
      spikes[((frames + t) * steps + 1) * 2] = 1;
      logits[(frames + t) * 2] = t * 0.25f;
    }
    Batch batch =
        new Batch(
            2, frames, 1, new float[6], new int[] {3, 2}, new int[] {0, 0, 0, 1, 1, -1}, true);
    Activity activity = new Activity(logits, 0, new double[1], encoder, List.of(spikes));
    Trace trace =
        ForwardTrace.of(
            spec(new ReadoutSpec.FrameWise(2), steps), batch, activity, 1, expected(new short[0]));
    assertEquals(2, trace.frames());
    assertEquals(2, trace.classes());
    assertArrayEquals(new byte[] {1, 0, 0, 0, 0, 1, 0, 0}, trace.encoderSpikes());
    assertArrayEquals(new byte[] {0, 0, 1, 0, 0, 0, 1, 0}, trace.spikes().get(0));
    assertArrayEquals(new int[] {0, 0, 1, 0}, trace.logits());
    assertTrue(trace.potentials().isEmpty(), "an engine that hands none out");
  }

  /** F is 8. Two clips of two and one frame, of which the second is read. */
  @Test
  void potentialsAreReadInUnitsOfTheirLayer() {
    Batch batch = new Batch(2, 2, 1, new float[4], new int[] {2, 1}, new int[] {0, 0, 1, -1}, true);
    float[] potentials = new float[2 * 2 * 2];
    potentials[4] = -1 / 256f;
    potentials[5] = 32767 / 256f;
    potentials[6] = 9;
    Activity activity =
        new Activity(
            new float[8],
            0,
            new double[1],
            new float[16],
            List.of(new float[8]),
            List.of(potentials));
    NetworkSpec spec = spec(new ReadoutSpec.FrameWise(2), 1);
    Trace trace = ForwardTrace.of(spec, batch, activity, 1, expected(new short[] {-1, 32767}));
    assertArrayEquals(new short[] {-1, 32767}, trace.potentials().get(0));
  }

  /** What is no integer of 16 bits never passes for the one that is expected. */
  @Test
  void aPotentialOffTheGridIsAMismatch() {
    float[] potentials = {5.25f / 256, 5 / 256f - 1e-7f, 1e9f, -1e9f, Float.NaN, 4.75f / 256};
    short[] expected = {5, 5, Short.MAX_VALUE, Short.MIN_VALUE, 0, 5};
    short[] found = {6, 4, Short.MAX_VALUE - 1, Short.MIN_VALUE + 1, -1, 4};
    for (int i = 0; i < found.length; i++) {
      Activity activity =
          new Activity(
              new float[2],
              0,
              new double[1],
              new float[4],
              List.of(new float[2]),
              List.of(new float[] {potentials[i], 0}));
      Batch batch = new Batch(1, 1, 1, new float[1], new int[] {1}, new int[] {0}, false);
      Trace trace =
          ForwardTrace.of(
              spec(new ReadoutSpec.Keyword(1, 2, 1), 1),
              batch,
              activity,
              0,
              expected(new short[] {expected[i], 0}));
      assertArrayEquals(new short[] {found[i], 0}, trace.potentials().get(0), "potential " + i);
    }
  }

  private static Trace expected(short[] potentials) {
    return new Trace(
        1,
        1,
        2,
        new byte[4],
        List.of(new byte[2]),
        List.of(potentials),
        List.of(new short[0]),
        new int[2]);
  }

  @Test
  void aLogitBetweenTwoIntegersIsNone() {
    Batch batch = new Batch(1, 1, 1, new float[1], new int[] {1}, new int[] {0}, false);
    Activity activity =
        new Activity(
            new float[] {0.25f, 0.26f, Float.NaN, -1e30f},
            0,
            new double[1],
            new float[4],
            List.of(new float[2]));
    int[] logits =
        ForwardTrace.of(
                spec(new ReadoutSpec.Keyword(1, 4, 1), 1),
                batch,
                activity,
                0,
                expected(new short[2]))
            .logits();
    int off = ForwardTrace.OFF_GRID;
    assertArrayEquals(new int[] {1, off, off, off}, logits);
  }
}
