package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.GoldenStateSpace;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.Safetensors;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.ActivityPenalty;
import org.keyspike.training.Dropout;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/**
 * State spaces against golden values: events exactly, gradients within 1e-4 of the largest of their
 * tensor + 1e-5. The script that made them has compared its gradients with finite differences.
 */
@Tag("slow")
class GoldenStateSpaceGradientsTest {
  private static final double TOLERANCE = 1e-4;

  private static DjlEngine engine;

  @BeforeAll
  static void open() {
    engine = new DjlEngine(DjlEngine.Device.CPU, 1);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssm-block-graded", "ssm-block-spikes", "ssm-block-powers"})
  void aBlock(String name) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    Safetensors golden = of.golden();
    int clips = golden.shape("r")[0];
    int frames = golden.shape("r")[1];
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Operations operations = new Operations(manager, true);
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      of.blockParameters().asMap().forEach((part, value) -> leaves.put(part, leaf(manager, value)));
      NDArray stream = leaf(manager, golden.tensor("r"));
      LayerSpec layer = of.block(true);
      BlockGraph block =
          new BlockGraph(
              operations,
              of.stateSpace(),
              layer,
              0,
              new EventGraph(operations, layer, leaves, frames),
              (part, rows) ->
                  ReadoutGraph.linear(
                      rows, leaves.get(Names.weight(part)), leaves.get(Names.bias(part))),
              StateSpaceGrid.off(operations));
      NDArray out = block.addedTo(timeMajor(stream));
      collector.backward(out.mul(timeMajor(array(manager, golden.tensor("G")))).sum());
      String[] events = {"u", "x", "gate", "outputs"};
      for (int p = 0; p < events.length; p++) {
        assertArrayEquals(
            golden.tensor(events[p]).data(),
            batchMajor(block.populations().get(p), clips, frames),
            events[p]);
      }
      assertWithin(golden.doubles("out"), batchMajor(out, clips, frames), "out");
      NDArray states = block.states().reshape((long) frames * clips, -1);
      assertWithin(golden.doubles("states"), batchMajor(states, clips, frames), "states");
      assertWithin(golden.doubles("d.r"), stream.getGradient().toFloatArray(), "d.r");
      leaves.forEach(
          (part, leaf) ->
              assertWithin(golden.doubles("d." + part), leaf.getGradient().toFloatArray(), part));
    }
  }

  /** With batch norm, delays, readout and loss; rates are those of the golden events. */
  @ParameterizedTest
  @CsvSource({"ssm-network-graded, 1.25", "ssm-network-spikes, 0.5"})
  void aNetwork(String name, double sigma) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    Safetensors golden = of.golden();
    NetworkSpec spec = of.network();
    Batch batch = batch(golden);
    Gradients found =
        engine.gradients(spec, of.parameters(), batch, Objective.bptt(0).withSigma(sigma));
    assertEquals(golden.doubles("loss")[0], found.loss(), 1e-5);
    for (ParameterSpec parameter : spec.parameters()) {
      String own = parameter.name();
      if (parameter.role().learned()) {
        double[] expected = golden.doubles("d." + GoldenStateSpace.name(own));
        assertWithin(expected, found.gradients().data(own), own);
      }
    }
    assertWithin(golden.doubles("logits"), found.activity().logits(), "logits");
    String[] events = {"u1", "x1", "gate1", "outputs1", "u2", "x2", "gate2", "outputs2", "events"};
    for (int p = 0; p < events.length; p++) {
      double mean = Arrays.stream(golden.doubles(events[p])).average().orElseThrow();
      double active =
          Arrays.stream(golden.doubles(events[p])).map(v -> v > 0 ? 1 : 0).average().orElseThrow();
      assertEquals(mean, found.activity().rates()[p], 1e-6, events[p]);
      assertEquals(active, found.activity().active()[p], 1e-6, events[p]);
    }
    answersAsItsReference(of, found.batchStatistics(), batch);
  }

  /** In scoring and frame by frame, with the statistics of the batch as the running ones. */
  private static void answersAsItsReference(
      GoldenStateSpace of, Parameters statistics, Batch batch) {
    Safetensors golden = of.golden();
    NetworkSpec spec = of.network();
    Parameters parameters = of.parameters();
    for (String name : statistics.names()) {
      parameters = parameters.with(name, statistics.get(name));
    }
    Activity scored = engine.forward(spec, parameters, batch, GradientEngine.Detail.SPIKES);
    assertWithin(golden.doubles("logits"), scored.logits(), "logits of scoring");
    assertArrayEquals(golden.tensor("outputs2").data(), scored.spikes().get(7));
    assertArrayEquals(golden.tensor("events").data(), scored.spikes().get(8));
    ReferenceNetwork reference = new ReferenceNetwork(spec, parameters);
    int bands = batch.bands();
    for (int clip = 0; clip < batch.size(); clip++) {
      reference.reset();
      for (int t = 0; t < batch.frames(); t++) {
        int at = clip * batch.frames() + t;
        reference.step(Arrays.copyOfRange(batch.features(), at * bands, (at + 1) * bands));
        for (int p = 0; p < scored.spikes().size(); p++) {
          float[] outputs = reference.spikes(p, 0);
          int from = at * outputs.length;
          assertArrayEquals(
              Arrays.copyOfRange(scored.spikes().get(p), from, from + outputs.length),
              outputs,
              "population " + p + ", frame " + t);
        }
      }
      int classes = spec.readout().classes();
      double[] expected =
          Arrays.copyOfRange(golden.doubles("logits"), clip * classes, (clip + 1) * classes);
      assertWithin(expected, reference.logits(), "logits frame by frame");
    }
  }

  /** A step of gradients in a direction lowers the loss by a penalty on each population. */
  @Test
  void everyPopulationPaysForItsRate() {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-graded");
    Batch batch = batch(of.golden());
    NetworkSpec spec = of.network();
    Gradients free = engine.gradients(spec, of.parameters(), batch, Objective.bptt(0));
    Gradients paying = engine.gradients(spec, of.parameters(), batch, Objective.bptt(0.3));
    double rates = Arrays.stream(free.activity().rates()).sum();
    assertEquals(free.loss() + 0.3 * rates, paying.loss(), 1e-5);
    List<Double> targets = new ArrayList<>();
    for (double rate : free.activity().rates()) {
      targets.add(rate + 0.01);
    }
    Objective resting = Objective.bptt(0).with(new ActivityPenalty(0.3, targets, 0, List.of()));
    assertEquals(free.loss(), engine.gradients(spec, of.parameters(), batch, resting).loss(), 1e-6);
  }

  /** Dropout is on E, on its way to the readout, and on nothing else. */
  @Test
  void outputsAreDroppedForTheReadout() {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-graded");
    Safetensors golden = of.golden();
    NetworkSpec spec = of.network();
    NetworkSpec dropping =
        new NetworkSpec(
            spec.features(),
            spec.encoder(),
            spec.layers().stream().map(layer -> layer.withDropout(0.5)).toList(),
            spec.readout(),
            1,
            null,
            spec.stateSpace());
    Batch batch = batch(golden);
    Objective objective = Objective.bptt(0);
    Gradients found = engine.gradients(dropping, of.parameters(), batch, objective);
    int width = spec.readoutInputs();
    float[] mask = Dropout.mask(objective.seed(), 8, batch.size(), width, 0.5);
    float[] events = golden.tensor("events").data();
    float[] mean = new float[width];
    for (int clip = 0; clip < batch.size(); clip++) {
      Arrays.fill(mean, 0);
      for (int i = 0; i < batch.frames() * width; i++) {
        mean[i % width] +=
            events[clip * batch.frames() * width + i] * mask[clip * width + i % width];
      }
      float[] expected = new ReferenceNetwork(spec, of.parameters()).logits(mean, batch.frames());
      for (int k = 0; k < expected.length; k++) {
        assertEquals(
            expected[k], found.activity().logits()[clip * expected.length + k], 1e-4, "clip");
      }
    }
  }

  /** What stands beyond the end of an utterance changes no loss, gradient or statistics. */
  @ParameterizedTest
  @ValueSource(strings = {"ssm-network-graded", "ssm-network-spikes"})
  void whatFollowsAnUtteranceChangesNothing(String name) {
    GoldenStateSpace of = GoldenStateSpace.read(name);
    NetworkSpec keyword = of.network();
    int classes = 4;
    NetworkSpec spec =
        new NetworkSpec(
            keyword.features(),
            keyword.encoder(),
            keyword.layers(),
            new ReadoutSpec.FrameWise(classes),
            1,
            null,
            keyword.stateSpace());
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    Batch whole = batch(of.golden());
    int[] lengths = {whole.frames(), 7, 12};
    int[] labels = new int[whole.size() * whole.frames()];
    float[] quiet = whole.features().clone();
    float[] loud = whole.features().clone();
    for (int i = 0; i < labels.length; i++) {
      boolean valid = i % whole.frames() < lengths[i / whole.frames()];
      labels[i] = valid ? i % classes : Batch.PADDING;
      for (int c = 0; c < whole.bands() && !valid; c++) {
        quiet[i * whole.bands() + c] = 0;
        loud[i * whole.bands() + c] = 5;
      }
    }
    Objective objective = Objective.bptt(0.1);
    Gradients first =
        engine.gradients(spec, parameters, frames(whole, quiet, lengths, labels), objective);
    Gradients second =
        engine.gradients(spec, parameters, frames(whole, loud, lengths, labels), objective);
    assertEquals(first.loss(), second.loss(), 1e-6);
    for (String parameter : first.gradients().names()) {
      float[] expected = first.gradients().data(parameter);
      double[] wanted = new double[expected.length];
      Arrays.setAll(wanted, i -> expected[i]);
      assertWithin(wanted, second.gradients().data(parameter), parameter);
    }
  }

  private static Batch frames(Batch of, float[] features, int[] lengths, int[] labels) {
    return new Batch(of.size(), of.frames(), of.bands(), features, lengths, labels, true);
  }

  /** T, P and what is left of states where no golden value goes. */
  @Test
  void stepsBeyondTheGoldenOnes() {
    try (NDManager manager = NDManager.newBaseManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      StateSpaceSpec spec = new StateSpaceSpec(1, 4, 1, 3, 3);
      StateSpaceOperations functions =
          new StateSpaceOperations(new Operations(manager, true), spec);
      float[] p = {-90, -2, -1.5f, 0, 1, 2.5f, 3.9f, 4, 500};
      float[] b = {-3, -2, -1.9f, -0.3f, 0, 0.2f, 0.5f, 1.99f, 2};
      NDArray steps = leaf(manager, new Tensor(new int[] {9}, p));
      NDArray powers = leaf(manager, new Tensor(new int[] {9}, b));
      NDArray ticks = functions.ticks(steps);
      NDArray signed = functions.signedPower(powers);
      collector.backward(ticks.sum().add(signed.sum()));
      assertArrayEquals(new float[] {0, 0, 0, 1, 2, 4, 8, 8, 8}, ticks.toFloatArray());
      double[] slopes = new double[9];
      for (int i = 2; i < 7; i++) {
        slopes[i] = Math.log(2) * Math.pow(2, p[i]);
      }
      assertWithin(slopes, steps.getGradient().toFloatArray(), "T'");
      assertWithin(new double[] {-1, -1, -1, -0.25, 0, 0, 0.5, 1, 1}, signed.toFloatArray(), "P");
      assertArrayEquals(
          new float[] {0, 0, 1, 1, 1, 1, 1, 1, 0}, powers.getGradient().toFloatArray());
    }
  }

  /** Neurons, delays and blocks of sizes that no golden value has; an engine starts anywhere. */
  @ParameterizedTest
  @CsvSource({"graded, 1", "spikes, 1", "graded, 2"})
  void whereLearningStartsEveryPartIsMoved(String form, int blocks) {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-" + form);
    NetworkSpec golden = of.network();
    NetworkSpec spec =
        new NetworkSpec(
            golden.features(),
            golden.encoder(),
            golden.layers().subList(0, blocks).stream().map(l -> l.withNeurons(24)).toList(),
            golden.readout(),
            1,
            null,
            new StateSpaceSpec(20, 8, 4, 3, 3));
    Parameters start = Initializer.draw(spec, 0.4, 3);
    Gradients found = engine.gradients(spec, start, batch(of.golden()), Objective.bptt(0));
    for (ParameterSpec parameter : spec.parameters()) {
      boolean cancelled = parameter.role() == ParameterSpec.Role.BIAS;
      if (parameter.role().learned() && !cancelled) {
        float[] gradient = found.gradients().data(parameter.name());
        int moved = 0;
        for (float value : gradient) {
          assertTrue(Float.isFinite(value), parameter.name());
          moved += value != 0 ? 1 : 0;
        }
        assertTrue(moved > gradient.length / 4, parameter.name() + ": " + moved);
      }
    }
    assertNotEquals(0, found.activity().rates()[3]);
  }

  @Test
  void localRulesAreRefused() {
    NetworkSpec spec = GoldenStateSpace.read("ssm-network-graded").network();
    DjlEngine.require(spec, LearningRule.named("bptt"));
    for (String rule : List.of("desire", "dfa-instant", "dfa-trace")) {
      SpecException refusal =
          assertThrows(
              SpecException.class, () -> DjlEngine.require(spec, LearningRule.named(rule)));
      assertEquals("training.rule", refusal.field());
      assertFalse(refusal.getMessage().contains("\n"));
    }
  }

  private static Batch batch(Safetensors golden) {
    int[] s = golden.shape("s");
    int[] lengths = new int[s[0]];
    Arrays.fill(lengths, s[1]);
    return new Batch(
        s[0], s[1], s[2], golden.tensor("s").data(), lengths, golden.ints("labels"), false);
  }

  private static void assertWithin(double[] expected, float[] found, String name) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertEquals(expected.length, found.length, name);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE * largest + 1e-5, name + "[" + i + "]");
    }
  }

  /** (B, T, N) to (T · B, N). */
  private static NDArray timeMajor(NDArray array) {
    Shape shape = array.getShape();
    return array.transpose(1, 0, 2).reshape(shape.get(0) * shape.get(1), shape.get(2));
  }

  /** (T · B, N) to the values of (B, T, N). */
  private static float[] batchMajor(NDArray rows, int clips, int frames) {
    return rows.reshape(frames, clips, -1).transpose(1, 0, 2).toFloatArray();
  }

  private static NDArray leaf(NDManager manager, Tensor tensor) {
    NDArray leaf = array(manager, tensor);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  private static NDArray array(NDManager manager, Tensor tensor) {
    long[] extents = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return manager.create(tensor.data(), new Shape(extents));
  }
}
