package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TraceTest {
  private static final int FRAMES = 5;

  /** A network that has heard something else before is traced as a new one answers step by step. */
  @Property(tries = 60)
  void holdsEveryNumberInItsOrder(@ForAll long seed) {
    IntegerModel model = RandomModels.everyKind(seed);
    byte[] features = RandomModels.features(model, FRAMES, seed);
    IntegerNetwork used = new IntegerNetwork(model);
    Trace.of(used, RandomModels.features(model, 3, seed + 1));
    Trace trace = Trace.of(used, features);
    int bands = model.features().bands();
    int steps = model.timeSteps();
    int classes = model.readout().classes();
    assertEquals(FRAMES, trace.frames());
    assertEquals(steps, trace.timeSteps());
    assertEquals(classes, trace.classes());
    boolean frameWise = model.readout() instanceof IntegerReadout.FrameWise;
    assertEquals(frameWise, trace.frameWise());
    IntegerNetwork fresh = new IntegerNetwork(model);
    for (int t = 0; t < FRAMES; t++) {
      fresh.step(Arrays.copyOfRange(features, t * bands, (t + 1) * bands));
      int channels = fresh.encoderSpikes().length;
      assertArrayEquals(
          fresh.encoderSpikes(),
          Arrays.copyOfRange(trace.encoderSpikes(), t * channels, (t + 1) * channels));
      for (int l = 0; l < model.layers().size(); l++) {
        int n = model.layers().get(l).neurons();
        assertEquals(n, trace.neurons(l));
        for (int k = 0; k < steps; k++) {
          int from = (t * steps + k) * n;
          assertArrayEquals(
              fresh.spikes(l, k), Arrays.copyOfRange(trace.spikes().get(l), from, from + n));
          for (int i = 0; i < n; i++) {
            assertEquals(fresh.potentials(l, k)[i], trace.potentials().get(l)[from + i]);
          }
          int[] adaptations = fresh.adaptations(l, k);
          for (int i = 0; i < adaptations.length; i++) {
            assertEquals(adaptations[i], trace.adaptations().get(l)[from + i]);
          }
          assertEquals(FRAMES * steps * adaptations.length, trace.adaptations().get(l).length);
        }
      }
      if (frameWise || t == FRAMES - 1) {
        int from = frameWise ? t * classes : 0;
        assertArrayEquals(fresh.logits(), Arrays.copyOfRange(trace.logits(), from, from + classes));
      }
    }
    assertEquals(frameWise ? FRAMES * classes : classes, trace.logits().length);
  }

  @Example
  void isEqualByEveryContent() {
    Trace trace = of(1, 2, 3);
    assertEquals(trace, of(1, 2, 3));
    assertEquals(trace.hashCode(), of(1, 2, 3).hashCode());
    assertNotEquals(trace.hashCode(), of(1, 2, 4).hashCode());
    for (Trace other :
        List.of(
            new Trace(
                2,
                1,
                1,
                trace.encoderSpikes(),
                trace.spikes(),
                trace.potentials(),
                trace.adaptations(),
                trace.logits()),
            new Trace(
                1,
                2,
                1,
                trace.encoderSpikes(),
                trace.spikes(),
                trace.potentials(),
                trace.adaptations(),
                trace.logits()),
            new Trace(
                1,
                1,
                2,
                trace.encoderSpikes(),
                trace.spikes(),
                trace.potentials(),
                trace.adaptations(),
                trace.logits()),
            new Trace(
                1,
                1,
                1,
                new byte[] {9},
                trace.spikes(),
                trace.potentials(),
                trace.adaptations(),
                trace.logits()),
            new Trace(
                1,
                1,
                1,
                trace.encoderSpikes(),
                List.of(new byte[] {9}),
                trace.potentials(),
                trace.adaptations(),
                trace.logits()),
            of(9, 2, 3),
            of(1, 9, 3),
            of(1, 2, 9))) {
      assertNotEquals(trace, other);
    }
    assertFalse(trace.equals(null));
    assertTrue(trace.toString().contains("1 frames, 1 layers"), trace.toString());
    assertEquals(
        0,
        new Trace(0, 1, 1, new byte[0], List.of(new byte[0]), List.of(), List.of(), new int[1])
            .neurons(0));
  }

  private static Trace of(int potential, int adaptation, int logit) {
    return new Trace(
        1,
        1,
        1,
        new byte[] {1},
        List.of(new byte[] {0}),
        List.of(new short[] {(short) potential}),
        List.of(new short[] {(short) adaptation}),
        new int[] {logit});
  }

  /** As before the first frame: nothing of the last one is left to be seen. */
  @Property(tries = 30)
  void afterAResetEverythingIsZero(@ForAll long seed) {
    IntegerModel model = RandomModels.everyKind(seed);
    IntegerNetwork network = new IntegerNetwork(model);
    int[] silent = network.logits().clone();
    Trace.of(network, RandomModels.features(model, FRAMES, seed));
    int[] counts = network.counts().clone();
    assertArrayEquals(network.logits().clone(), network.logits(counts));
    network.reset();
    zeros(network.encoderSpikes());
    zeros(network.merged());
    assertEquals(0, Arrays.stream(network.counts()).filter(n -> n != 0).count());
    for (int l = 0; l < model.layers().size(); l++) {
      for (int k = 0; k < model.timeSteps(); k++) {
        zeros(network.spikes(l, k));
        assertEquals(0, Arrays.stream(network.potentials(l, k)).filter(n -> n != 0).count());
        assertEquals(0, Arrays.stream(network.adaptations(l, k)).filter(n -> n != 0).count());
      }
    }
    assertArrayEquals(silent, network.logits());
  }

  private static void zeros(byte[] values) {
    assertArrayEquals(new byte[values.length], values);
  }
}
