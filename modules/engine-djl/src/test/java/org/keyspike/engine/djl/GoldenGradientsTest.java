package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Golden;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/**
 * Forward and backward against golden values: spikes exactly, gradients within 1e-4 of the largest
 * of their tensor + 1e-5, the tolerance that the golden files state for float32.
 */
class GoldenGradientsTest {
  private final DjlEngine engine = new DjlEngine(DjlEngine.Device.CPU, 1);
  private NDManager manager;
  private Operations operations;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    operations = new Operations(manager, true);
  }

  @AfterEach
  void close() {
    manager.close();
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder0", "encoder1"})
  void encoder(String name) {
    Safetensors golden = Golden.read(name);
    int[] x = golden.shape("x");
    NDArray rho = leaf(golden, "rho");
    NDArray kappa = leaf(golden, "kappa");
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDList spikes = encoder(rho, kappa).encode(timeMajor(array(golden, "x"), x).split(x[1], 0));
      backward(golden, collector, spikes, x[0]);
    }
    assertGradient(golden, "dRho", rho);
    assertGradient(golden, "dKappa", kappa);
  }

  private EncoderGraph encoder(NDArray rho, NDArray kappa) {
    NDArray coarse = EncoderGraph.coarseStep(operations, rho);
    return new EncoderGraph(operations, coarse, EncoderGraph.fineStep(coarse, kappa), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rlif-fast-sigmoid-detached", "rlif-fast-sigmoid-attached",
        "rlif-fast-sigmoid-detached-bn", "rlif-fast-sigmoid-attached-bn",
        "rlif-boxcar-detached", "rlif-boxcar-attached",
        "rlif-boxcar-detached-bn", "rlif-boxcar-attached-bn",
        "rlif-triangle-detached", "rlif-triangle-attached",
        "rlif-triangle-detached-bn", "rlif-triangle-attached-bn",
        "rlif-sigmoid-detached", "rlif-sigmoid-attached",
        "rlif-sigmoid-detached-bn", "rlif-sigmoid-attached-bn",
        "rlif-two-steps", "adaptive-lif"
      })
  void recurrentLayer(String name) {
    Safetensors golden = Golden.read(name);
    int[] x = golden.shape("x");
    int steps = Integer.parseInt(golden.metadata().getOrDefault("timeSteps", "1"));
    boolean norm = golden.names().contains("shift");
    boolean adaptive = golden.names().contains("rho");
    LayerSpec spec =
        new LayerSpec(
            golden.shape("b")[0],
            adaptive ? new RecurrentAdaptiveLif() : new RecurrentLif(),
            surrogate(golden),
            norm,
            golden.metadata().get("detachReset").equals("True"),
            0);
    NDArray inputs = leaf(golden, "x");
    LayerGraph.Weights weights =
        new LayerGraph.Weights(leaf(golden, "W"), leaf(golden, "U"), leaf(golden, "b"));
    Map<String, NDArray> own = new LinkedHashMap<>();
    own.put("leak", leaf(golden, "beta"));
    if (adaptive) {
      own.put("adaptation.leak", leaf(golden, "rho"));
      own.put("adaptation.coupling", leaf(golden, "a"));
      own.put("adaptation.jump", leaf(golden, "gamma"));
    }
    NDArray gamma = norm ? leaf(golden, "gamma") : null;
    NDArray shift = norm ? leaf(golden, "shift") : null;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      LayerGraph layer =
          new LayerGraph(
              operations,
              spec,
              steps,
              weights,
              new LayerContext(operations, spec, GradientStops.NONE, own, null));
      NDArray currents = layer.currents(timeMajor(inputs, x));
      if (norm) {
        currents =
            new BatchNormGraph(operations, gamma, shift)
                .normalize(currents, null, (float) x[0] * x[1]);
      }
      NDList spikes = layer.run(currents.split(x[1], 0), x[1]);
      assertWithin(
          golden.doubles("u"), batchMajor(layer.potentials(), x[0]).toFloatArray(), 1e-4, "u");
      backward(golden, collector, spikes, x[0]);
    }
    assertGradient(golden, "dX", inputs);
    assertGradient(golden, "dW", weights.weight());
    assertGradient(golden, "dU", weights.recurrent());
    assertGradient(golden, "dB", weights.bias());
    assertGradient(golden, "dBeta", own.get("leak"));
    if (adaptive) {
      assertGradient(golden, "dRho", own.get("adaptation.leak"));
      assertGradient(golden, "dA", own.get("adaptation.coupling"));
      assertGradient(golden, "dGamma", own.get("adaptation.jump"));
    }
    if (norm) {
      assertGradient(golden, "dGamma", gamma);
      assertGradient(golden, "dShift", shift);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bptt", "dfa-instant", "dfa-trace"})
  void keywordNetwork(String rule) {
    Safetensors golden = Golden.read("network-" + rule);
    int[] x = golden.shape("x");
    LayerSpec first = layer(golden, golden.shape("b1")[0]);
    LayerSpec second = layer(golden, golden.shape("b2")[0]);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            new EncoderSpec.Residual(false),
            List.of(first, second),
            new ReadoutSpec.Keyword(golden.shape("c1")[0], golden.shape("c2")[0], x[1]),
            1,
            null);
    Map<String, String> names = new LinkedHashMap<>();
    names.put(Names.RHO, "rho");
    names.put(Names.KAPPA, "kappa");
    for (int l = 0; l < 2; l++) {
      names.put(Names.weight(l), "W" + (l + 1));
      names.put(Names.recurrent(l), "U" + (l + 1));
      names.put(Names.bias(l), "b" + (l + 1));
      names.put(Names.leak(l), "beta" + (l + 1));
    }
    names.put(Names.HIDDEN_WEIGHT, "H1");
    names.put(Names.HIDDEN_BIAS, "c1");
    names.put(Names.OUTPUT_WEIGHT, "H2");
    names.put(Names.OUTPUT_BIAS, "c2");
    int[] lengths = new int[x[0]];
    Arrays.fill(lengths, x[1]);
    Batch batch =
        new Batch(x[0], x[1], x[2], golden.tensor("x").data(), lengths, golden.ints("y"), false);
    double rateWeight = Double.parseDouble(golden.metadata().get("lambda"));
    Map<String, Tensor> feedback = new LinkedHashMap<>();
    if (LearningRule.named(rule).feedback()) {
      feedback.put(Feedback.ENCODER, golden.tensor("B0"));
      feedback.put(Feedback.layer(0), golden.tensor("B1"));
      feedback.put(Feedback.layer(1), golden.tensor("B2"));
      feedback.put(Feedback.HIDDEN, golden.tensor("Bh"));
    }
    Objective objective =
        new Objective(
            LearningRule.named(rule),
            new Parameters(feedback),
            rateWeight,
            0,
            0,
            EncoderLearning.TASK,
            0);
    Activity activity = check(golden, spec, names, batch, objective);
    assertArrayEquals(golden.tensor("spikes0").data(), activity.encoderSpikes());
    assertArrayEquals(golden.tensor("spikes1").data(), activity.spikes().get(0));
    assertArrayEquals(golden.tensor("spikes2").data(), activity.spikes().get(1));
  }

  @Test
  void frameWiseNetworkWithClipsOfDifferentLength() {
    Safetensors golden = Golden.read("network-framewise");
    int[] x = golden.shape("x");
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            new EncoderSpec.Direct(),
            List.of(layer(golden, golden.shape("b")[0])),
            new ReadoutSpec.FrameWise(golden.shape("c")[0]),
            2,
            null);
    Map<String, String> names = new LinkedHashMap<>();
    names.put(Names.weight(0), "W");
    names.put(Names.recurrent(0), "U");
    names.put(Names.bias(0), "b");
    names.put(Names.leak(0), "beta");
    names.put(Names.OUTPUT_WEIGHT, "H");
    names.put(Names.OUTPUT_BIAS, "c");
    int[] lengths = golden.ints("lengths");
    int[] labels = golden.ints("y");
    for (int i = 0; i < labels.length; i++) {
      if (i % x[1] >= lengths[i / x[1]]) {
        labels[i] = Batch.PADDING;
      }
    }
    Batch batch = new Batch(x[0], x[1], x[2], golden.tensor("x").data(), lengths, labels, true);
    Activity activity = check(golden, spec, names, batch, Objective.bptt(0));
    assertArrayEquals(golden.tensor("spikes").data(), activity.spikes().get(0));
  }

  private Activity check(
      Safetensors golden,
      NetworkSpec spec,
      Map<String, String> names,
      Batch batch,
      Objective objective) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    names.forEach((ours, theirs) -> tensors.put(ours, golden.tensor(theirs)));
    Parameters parameters = new Parameters(tensors);
    Gradients found = engine.gradients(spec, parameters, batch, objective);
    assertEquals(golden.doubles("loss")[0], found.loss(), 1e-5);
    names.forEach(
        (ours, theirs) ->
            assertWithin(
                golden.doubles("d_" + theirs), found.gradients().data(ours), 1e-4, theirs));
    Activity activity = engine.forward(spec, parameters, batch, GradientEngine.Detail.SPIKES);
    assertWithin(golden.doubles("logits"), activity.logits(), 1e-4, "logits");
    return activity;
  }

  private static LayerSpec layer(Safetensors golden, int neurons) {
    return new LayerSpec(neurons, new RecurrentLif(), surrogate(golden), false, true, 0);
  }

  private static Surrogate surrogate(Safetensors golden) {
    String shape = golden.metadata().get("surrogate").toUpperCase().replace('-', '_');
    return new Surrogate(
        Surrogate.Shape.valueOf(shape), Float.parseFloat(golden.metadata().get("k")));
  }

  /** Checks spikes and takes the gradient of sum(G · spikes). */
  private void backward(Safetensors golden, GradientCollector collector, NDList spikes, int clips) {
    NDArray all = batchMajor(spikes, clips);
    assertArrayEquals(golden.tensor("spikes").data(), all.toFloatArray(), "spikes");
    NDArray weights = array(golden, "G").reshape(all.getShape());
    collector.backward(all.mul(weights).sum());
  }

  /** (B, T, C) to (T · B, C). */
  private static NDArray timeMajor(NDArray array, int[] shape) {
    return array.transpose(1, 0, 2).reshape((long) shape[1] * shape[0], shape[2]);
  }

  /** Arrays of (B, N), in time, to (B, time, N). */
  private static NDArray batchMajor(NDList inTime, int clips) {
    return NDArrays.concat(inTime, 0)
        .reshape(inTime.size(), clips, inTime.head().getShape().get(1))
        .transpose(1, 0, 2);
  }

  private NDArray leaf(Safetensors golden, String name) {
    NDArray leaf = array(golden, name);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  private NDArray array(Safetensors golden, String name) {
    int[] shape = golden.shape(name);
    long[] extents = new long[shape.length];
    for (int i = 0; i < extents.length; i++) {
      extents[i] = shape[i];
    }
    return manager.create(golden.tensor(name).data(), new Shape(extents));
  }

  private static void assertGradient(Safetensors golden, String name, NDArray leaf) {
    assertWithin(golden.doubles(name), leaf.getGradient().toFloatArray(), 1e-4, name);
  }

  private static void assertWithin(double[] expected, float[] found, double relative, String name) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertEquals(expected.length, found.length, name);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = relative * largest + 1e-5;
      assertTrue(
          Math.abs(expected[i] - found[i]) <= tolerance,
          name + "[" + i + "]: found " + found[i] + ", expected " + expected[i]);
    }
  }
}
