package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
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
  private final VectorEngine engine = TestEngines.open(2);
  private final Workers workers = new Workers(2);

  @AfterEach
  void close() {
    engine.close();
    workers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder0", "encoder1"})
  void encoder(String name) {
    Safetensors golden = Golden.read(name);
    EncoderSpec encoder = new EncoderSpec.Residual(golden.shape("rho")[0] > 1);
    Map<String, String> names = Map.of(Names.RHO, "rho", Names.KAPPA, "kappa");
    LayerSpec layer =
        new LayerSpec(
            1, new RecurrentLif(), Surrogate.of(Surrogate.Shape.FAST_SIGMOID), false, true, 0);
    PassContext context = context(golden, encoder, layer, 1, parameters(golden, names));
    InputPass input = new InputPass(context);
    input.forward();
    assertSpikes(golden, context, input.events()[0], context.spec().channels());
    Map<String, Tensor> gradients = zerosLike(context.parameters());
    float[] above = timeMajor(context, golden.tensor("G").data(), context.spec().channels());
    input.backward(new SpikeGradient[] {SpikeGradient.ofSteps(above, null)}, gradients);
    assertGradients(golden, Map.of("dRho", Names.RHO, "dKappa", Names.KAPPA), gradients);
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
    Map<String, String> names = layerNames(norm, adaptive);
    PassContext context =
        context(golden, new EncoderSpec.Direct(), spec, steps, parameters(golden, names));
    InputPass input = new InputPass(context);
    input.forward();
    LayerPass layer = new LayerPass(context, 0, input.events(), 1, true);
    layer.forward();
    assertSpikes(golden, context, layer.shard(0).spikes(), spec.neurons());

    Map<String, Tensor> gradients = zerosLike(context.parameters());
    float[] ofInputs = backward(golden, context, input.events()[0], layer, gradients);
    Map<String, String> wanted = new LinkedHashMap<>();
    names.forEach((ours, theirs) -> wanted.put(gradientOf(theirs), ours));
    assertGradients(golden, wanted, gradients);
    assertWithin(
        timeMajor(context, golden.doubles("dX"), golden.shape("x")[2]), ofInputs, 1e-4, "dX");
  }

  private static Map<String, String> layerNames(boolean norm, boolean adaptive) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(Names.weight(0), "W");
    names.put(Names.recurrent(0), "U");
    names.put(Names.bias(0), "b");
    names.put(Names.leak(0), "beta");
    if (adaptive) {
      names.put(Names.own(0, "adaptation.leak"), "rho");
      names.put(Names.own(0, "adaptation.coupling"), "a");
      names.put(Names.own(0, "adaptation.jump"), "gamma");
    }
    if (norm) {
      names.put(Names.normScale(0), "gamma");
      names.put(Names.normShift(0), "shift");
    }
    return names;
  }

  /** A layer's part of the pass back; returns the gradients by its inputs, time-major. */
  private float[] backward(
      Safetensors golden,
      PassContext context,
      Events input,
      LayerPass layer,
      Map<String, Tensor> gradients) {
    LayerShard shard = layer.shard(0);
    float[] above = timeMajor(context, golden.tensor("G").data(), layer.spec().neurons());
    shard.backward(SpikeGradient.ofSteps(above, null));
    List<WeightGradient> tasks = new ArrayList<>();
    layer.recurrentGradient(gradients, tasks);
    WeightGradient.runAll(workers, tasks);
    tasks.clear();
    layer.ownGradients(gradients);
    shard.finish();
    int stride = context.geometry().stride(input.width());
    float[] padded = new float[Geometry.ORIGIN + input.rows() * stride];
    shard.inputGradient(padded);
    shard.setInputColumns(EventColumns.of(context.pool(), input, input.width()));
    layer.weightGradient(gradients, tasks);
    WeightGradient.runAll(workers, tasks);
    float[] plain = new float[input.rows() * input.width()];
    for (int row = 0; row < input.rows(); row++) {
      System.arraycopy(
          padded, Geometry.ORIGIN + row * stride, plain, row * input.width(), input.width());
    }
    return plain;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bptt", "dfa-instant", "dfa-trace"})
  void keywordNetwork(String rule) {
    Safetensors golden = Golden.read("network-" + rule);
    int[] x = golden.shape("x");
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            new EncoderSpec.Residual(false),
            List.of(layer(golden, golden.shape("b1")[0]), layer(golden, golden.shape("b2")[0])),
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
            Double.parseDouble(golden.metadata().get("lambda")),
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
    Map<String, String> names = layerNames(false, false);
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
    Parameters parameters = parameters(golden, names);
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

  /** One shard of golden x; the readout and its labels are there because a network has them. */
  private PassContext context(
      Safetensors golden, EncoderSpec encoder, LayerSpec layer, int steps, Parameters parameters) {
    int[] x = golden.shape("x");
    int[] lengths = new int[x[0]];
    Arrays.fill(lengths, x[1]);
    float[] features = golden.tensor("x").data();
    Batch batch = new Batch(x[0], x[1], x[2], features, lengths, new int[x[0] * x[1]], true);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            encoder,
            List.of(layer),
            new ReadoutSpec.FrameWise(2),
            steps,
            null);
    RowKernels kernels = TestEngines.rowKernels();
    return new PassContext(
        spec,
        parameters,
        batch,
        Shard.of(batch),
        Objective.bptt(0),
        GradientStops.NONE,
        kernels,
        new Geometry(kernels.lanes(), kernels.panel()),
        new ArrayPool(),
        workers);
  }

  private static LayerSpec layer(Safetensors golden, int neurons) {
    return new LayerSpec(neurons, new RecurrentLif(), surrogate(golden), false, true, 0);
  }

  private static Surrogate surrogate(Safetensors golden) {
    String shape = golden.metadata().get("surrogate").toUpperCase(Locale.ROOT).replace('-', '_');
    return new Surrogate(
        Surrogate.Shape.valueOf(shape), Float.parseFloat(golden.metadata().get("k")));
  }

  private static Parameters parameters(Safetensors golden, Map<String, String> names) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    names.forEach((ours, theirs) -> tensors.put(ours, golden.tensor(theirs)));
    return new Parameters(tensors);
  }

  private static Map<String, Tensor> zerosLike(Parameters parameters) {
    return new LinkedHashMap<>(parameters.zerosLike().asMap());
  }

  /** What golden files call the gradient by a parameter: dBeta by beta. */
  private static String gradientOf(String name) {
    return "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** (B, T · TS, N) to rows as the engine has them, (T · TS, B, N) with a stride. */
  private static float[] timeMajor(PassContext context, float[] values, int width) {
    int clips = context.batch().size();
    int rows = values.length / width;
    int stride = context.geometry().stride(width);
    float[] padded = new float[Geometry.ORIGIN + rows * stride];
    for (int row = 0; row < rows; row++) {
      int from = row % clips * (rows / clips) + row / clips;
      System.arraycopy(values, from * width, padded, Geometry.ORIGIN + row * stride, width);
    }
    return padded;
  }

  /** The same without a stride. */
  private static double[] timeMajor(PassContext context, double[] values, int width) {
    int clips = context.batch().size();
    int rows = values.length / width;
    double[] plain = new double[values.length];
    for (int row = 0; row < rows; row++) {
      int from = row % clips * (rows / clips) + row / clips;
      System.arraycopy(values, from * width, plain, row * width, width);
    }
    return plain;
  }

  private static void assertSpikes(
      Safetensors golden, PassContext context, Events events, int width) {
    int stride = context.geometry().stride(width);
    float[] found = new float[Geometry.ORIGIN + events.rows() * stride];
    for (int row = 0; row < events.rows(); row++) {
      for (int e = events.start()[row]; e < events.start()[row + 1]; e++) {
        found[Geometry.ORIGIN + row * stride + events.index()[e]] = 1;
      }
    }
    assertArrayEquals(
        timeMajor(context, golden.tensor("spikes").data(), width), found, "spikes, time-major");
  }

  private static void assertGradients(
      Safetensors golden, Map<String, String> names, Map<String, Tensor> gradients) {
    names.forEach(
        (theirs, ours) ->
            assertWithin(golden.doubles(theirs), gradients.get(ours).data(), 1e-4, theirs));
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
