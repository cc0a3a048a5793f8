package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerStateSpace;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.integer.StateSpaceRanges;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ShiftLif;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/** On the grid a state space is the integer network: every event and every logit. */
@Tag("slow")
class StateSpaceGridParityTest {
  /** Of the batches that {@link RandomNetworks} makes. */
  private static final int FRAMES = 14;

  private static DjlEngine engine;

  @BeforeAll
  static void open() {
    engine = new DjlEngine(DjlEngine.Device.CPU, 1);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void everyEventAndLogitIsThatOfTheIntegers() {
    int lively = 0;
    for (long seed = 1; seed <= 24; seed++) {
      lively += events(seed) > 0 ? 1 : 0;
    }
    assertTrue(lively > 12, "something happens in " + lively + " of 24 networks");
  }

  /** How many events y′ a random network has, after it was compared. */
  private static int events(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec real = network(random);
    Parameters drawn = lively(random, real);
    List<Float> rows = new ArrayList<>();
    real.layers().forEach(layer -> rows.add((float) random.nextDouble(1, 20)));
    StateSpaceRanges ranges =
        new StateSpaceRanges(
            (float) random.nextDouble(1, 20), rows, (float) random.nextDouble(0.1, 5));
    NetworkSpec spec =
        real.withFormat(FormatChooser.choose(real, drawn, 2 + random.nextInt(7), ranges));
    Parameters parameters = Quantizer.onGrid(spec, drawn);
    Batch batch = RandomNetworks.batch(random, spec, 2);
    Activity activity = engine.forward(spec, parameters, batch, GradientEngine.Detail.SPIKES);
    int events = compare(spec, parameters, batch, activity, "seed " + seed + ", " + spec);

    // Learning computes the same, and its gradients are numbers.
    Gradients found = engine.gradients(spec, parameters, batch, Objective.bptt(0.1));
    assertEquals(
        Arrays.toString(activity.rates()), Arrays.toString(found.activity().rates()), "learning");
    for (String name : found.gradients().names()) {
      for (float value : found.gradients().data(name)) {
        assertTrue(Float.isFinite(value), name);
      }
    }
    return events;
  }

  /** Rounding has the gradient 1, saturation 1 inside the limits and 0 at and beyond them. */
  @Test
  void gradientsPassRoundingAndEndAtTheLimits() {
    NetworkSpec real = network(new SplittableRandom(3));
    int o = real.layers().get(0).code().fraction();
    StateSpaceFormat.BlockFormat block = new StateSpaceFormat.BlockFormat(6, 6 - o, 6 - o);
    NetworkSpec spec =
        real.withFormat(
            new NumberFormat(
                2,
                new StateSpaceFormat(6, 2, Collections.nCopies(real.layers().size(), block)),
                new NumberFormat.ReadoutFormat(8, 2, 2)));
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      StateSpaceGrid grid = StateSpaceGrid.of(new Operations(manager, true), spec, 0);
      float largest = 32_767f / 64;
      NDArray r = manager.create(new float[] {600, largest, 511, 0, -512, -511.5f, -700});
      float unit = (float) Math.scalb(1.0, -StateSpaceFormat.stateFraction(spec.stateSpace()));
      NDArray s = manager.create(new float[] {1.7f * unit, -1.7f * unit, -0.9f * unit, 3 * unit});
      r.setRequiresGradient(true);
      s.setRequiresGradient(true);
      NDArray stream = grid.stream(r);
      NDArray states = grid.states(s);
      collector.backward(stream.sum().add(states.sum()));
      assertArrayEquals(
          new float[] {largest, largest, 511, 0, -512, -511.5f, -512}, stream.toFloatArray());
      assertArrayEquals(new float[] {0, 0, 1, 1, 0, 1, 0}, r.getGradient().toFloatArray());
      assertArrayEquals(new float[] {unit, -unit, 0, 3 * unit}, states.add(0).toFloatArray());
      assertArrayEquals(new float[] {1, 1, 1, 1}, s.getGradient().toFloatArray());
    }
  }

  /** Biases around those that batch norm starts with: most states take part. */
  private static Parameters lively(SplittableRandom random, NetworkSpec spec) {
    Parameters parameters = RandomNetworks.drawn(random, spec);
    StateSpaceSpec shape = spec.stateSpace();
    for (int l = 0; l < spec.layers().size(); l++) {
      int channels = spec.layers().get(l).neurons();
      float[] bias = parameters.data(Names.bias(StateSpaceNames.in(l)));
      for (int row = 0; row < bias.length; row++) {
        double rise =
            row < shape.gateRow(channels) ? 0.6 : row < shape.stepRow(channels) ? 0.75 : 1.7;
        bias[row] += (float) (rise * random.nextDouble(0.3, 1.7));
      }
    }
    float[] stream = parameters.data(Names.bias(StateSpaceNames.EMBEDDING));
    for (int m = 0; m < stream.length; m++) {
      stream[m] += 0.7f;
    }
    return parameters;
  }

  private static NetworkSpec network(SplittableRandom random) {
    Neuron neuron = List.of(new Fatrelu(), new Lif(), new ShiftLif()).get(random.nextInt(3));
    OutputCode code =
        switch (neuron.outputs()) {
          case SPIKES -> new OutputCode.Spikes();
          case POWERS_OF_TWO -> new OutputCode.PowersOfTwo(random.nextInt(2, 4));
          case GRADED -> new OutputCode.Graded(random.nextInt(1, 5));
        };
    int delays = random.nextBoolean() ? random.nextInt(1, 8) : 0;
    int heads = random.nextInt(1, 4);
    List<LayerSpec> blocks = new ArrayList<>();
    int count = random.nextInt(1, 4);
    for (int l = 0; l < count; l++) {
      blocks.add(
          new LayerSpec(
              heads * random.nextInt(1, 6),
              neuron,
              Surrogate.of(Surrogate.Shape.TRIANGLE),
              false,
              true,
              0,
              code,
              l == 0 ? delays : 0));
    }
    int states = List.of(4, 8, 16).get(random.nextInt(3));
    return new NetworkSpec(
        new FeatureSpec(random.nextInt(2, 12), 1),
        random.nextBoolean() ? new EncoderSpec.Residual(false) : new EncoderSpec.Direct(),
        blocks,
        random.nextBoolean() ? new ReadoutSpec.FrameWise(3) : new ReadoutSpec.Keyword(5, 3, FRAMES),
        1,
        null,
        new StateSpaceSpec(
            random.nextInt(2, 14), states, heads, random.nextInt(1, 4), random.nextInt(1, 5)));
  }

  private static int compare(
      NetworkSpec spec, Parameters parameters, Batch batch, Activity activity, String what) {
    StateSpaceModel model = (StateSpaceModel) Quantizer.quantize(spec, parameters);
    IntegerStateSpace network = new IntegerStateSpace(model);
    int bands = batch.bands();
    float unit = model.code().unit();
    int found = 0;
    for (int clip = 0; clip < batch.size(); clip++) {
      network.reset();
      for (int t = 0; t < batch.lengths()[clip]; t++) {
        int frame = clip * batch.frames() + t;
        float[] features = Arrays.copyOfRange(batch.features(), frame * bands, (frame + 1) * bands);
        network.step(FeatureQuantizer.quantize(features), 0);
        for (int l = 0; l < spec.layers().size(); l++) {
          List<byte[]> events = network.events(l);
          same(events.get(0), activity.spikes().get(4 * l), frame, unit, what + " u" + t);
          same(events.get(1), activity.spikes().get(4 * l + 1), frame, unit, what + " x" + t);
          same(events.get(2), activity.spikes().get(4 * l + 3), frame, unit, what + " y" + t);
          for (byte event : events.get(2)) {
            found += event;
          }
        }
        int last = activity.spikes().size() - 1;
        same(network.outputs(), activity.spikes().get(last), frame, unit, what + " E");
        if (batch.frameWise()) {
          logits(network.logits(), activity.logits(), frame, model, what);
        }
      }
      if (!batch.frameWise()) {
        logits(network.logits(), activity.logits(), clip, model, what);
      }
    }
    return found;
  }

  private static void same(byte[] expected, float[] found, int row, float unit, String what) {
    for (int n = 0; n < expected.length; n++) {
      float event = found[row * expected.length + n];
      // −0 is 0.
      assertEquals(expected[n] * unit, event + 0f, what + " " + n);
    }
  }

  private static void logits(
      int[] expected, float[] found, int row, StateSpaceModel model, String what) {
    for (int k = 0; k < expected.length; k++) {
      float logit = found[row * expected.length + k];
      assertEquals(expected[k], 0.0 + logit / model.readout().logitUnit(), what + " logit");
    }
  }
}
