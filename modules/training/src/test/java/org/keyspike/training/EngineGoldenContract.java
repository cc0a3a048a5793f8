package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Safetensors;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/**
 * What every engine is held to, forward and backward, against golden values: spikes exactly,
 * gradients within 1e-4 of the largest of their tensor + 1e-5, the tolerance that the golden files
 * state for float32. An engine extends it, opens itself, and hands out what happens inside a
 * network: an encoder or a layer alone.
 */
public abstract class EngineGoldenContract {
  GradientEngine engine;

  /** A new engine. */
  protected abstract GradientEngine open();

  /**
   * An encoder alone, on golden {@code x} (B, T, C), and the gradients of Σ G · spikes.
   *
   * @param parameters δ's, under their names in networks
   */
  protected abstract Stage encoder(Safetensors golden, EncoderSpec encoder, Parameters parameters);

  /**
   * A layer alone, on golden {@code x} (B, T, C), and the gradients of Σ G · spikes.
   *
   * @param steps TS
   * @param parameters of layer 0, under their names in networks
   */
  protected abstract Stage layer(
      Safetensors golden, LayerSpec layer, int steps, Parameters parameters);

  /**
   * A part of a network, forward and backward.
   *
   * @param spikes (B, T · TS, N)
   * @param potentials u, of the same shape, from an engine that can hand them out
   * @param inputGradient by x, (B, T, C); empty of an encoder
   * @param gradients by every parameter, under its name
   */
  public record Stage(
      float[] spikes,
      Optional<float[]> potentials,
      float[] inputGradient,
      Map<String, float[]> gradients) {}

  @BeforeEach
  void openEngine() {
    engine = open();
  }

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  /** The loss by hand, and, as it is smooth in the readout, its differences as the gradient. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLabelSharesItsTargetWithItsRelatives(boolean taught) {
    SplittableRandom random = new SplittableRandom(15);
    NetworkSpec spec =
        NetworkDraw.from(random)
            .kinds(new RecurrentLif())
            .classes(4, 4)
            .hidden(3, 3)
            .bands(4, 4)
            .spec();
    Parameters parameters = RandomNetworks.mild(random, spec);
    Batch batch = RandomNetworks.batch(random, spec, 4);
    float[] answers = new float[batch.labels().length * 4];
    SoftTargets teacher = new SoftTargets(answers, 0.25, 1);
    LabelTargets targets = LabelTargets.smoothed(0.1, 0.3, new int[] {1, 0, 1, 1});
    Objective objective =
        new Objective(
            new Bptt(),
            Feedback.NONE,
            ActivityPenalty.ofRates(0),
            0,
            targets,
            taught ? Optional.of(teacher) : Optional.empty(),
            EncoderLearning.FROZEN,
            0,
            DelayLearning.LAST_SIGMA);
    Gradients found = engine.gradients(spec, parameters, batch, objective);
    float[] logits = found.activity().logits();
    double loss = 0;
    int rows = 0;
    for (int row = 0; row < batch.labels().length; row++) {
      int label = batch.labels()[row];
      if (label != Batch.PADDING) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += Math.exp(logits[4 * row + k]);
        }
        for (int k = 0; k < 4; k++) {
          double log = logits[4 * row + k] - Math.log(sum);
          double kin = label == 1 ? (k == 1 ? 0.3 : 0) : k == 1 ? 0 : 0.1;
          double target = 0.025 + kin + (k == label ? 0.6 : 0);
          loss -= (taught ? 0.75 : 1) * target * log;
          loss += taught ? 0.25 * 0.25 * (Math.log(0.25) - log) : 0;
        }
        rows++;
      }
    }
    assertEquals(loss / rows, found.loss(), 1e-5);
    for (String name : List.of(Names.OUTPUT_BIAS, Names.OUTPUT_WEIGHT)) {
      requireSlopes(spec, parameters, batch, objective, found.gradients().data(name), name);
    }
  }

  /** The readout is smooth in its weights, so that differences of the loss are its gradient. */
  @Test
  void aTeacherPullsAsItsLossFalls() {
    SplittableRandom random = new SplittableRandom(14);
    NetworkSpec spec =
        NetworkDraw.from(random)
            .kinds(new RecurrentLif())
            .classes(3, 3)
            .hidden(3, 3)
            .bands(4, 4)
            .spec();
    Parameters parameters = RandomNetworks.mild(random, spec);
    Batch batch = RandomNetworks.batch(random, spec, 4);
    float[] answers = new float[batch.labels().length * 3];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) random.nextDouble(-3, 3);
    }
    Objective objective =
        new Objective(
            new Bptt(),
            Feedback.NONE,
            0,
            0,
            0.1,
            Optional.of(new SoftTargets(answers, 0.7, 2.5)),
            EncoderLearning.TASK,
            0);
    Parameters found = engine.gradients(spec, parameters, batch, objective).gradients();
    for (String name : List.of(Names.OUTPUT_BIAS, Names.OUTPUT_WEIGHT)) {
      requireSlopes(spec, parameters, batch, objective, found.data(name), name);
    }
  }

  private void requireSlopes(
      NetworkSpec spec,
      Parameters parameters,
      Batch batch,
      Objective objective,
      float[] found,
      String name) {
    for (int i = 0; i < found.length; i++) {
      Parameters up = parameters.copy();
      up.data(name)[i] += 0.01f;
      Parameters down = parameters.copy();
      down.data(name)[i] -= 0.01f;
      double slope =
          (engine.gradients(spec, up, batch, objective).loss()
                  - engine.gradients(spec, down, batch, objective).loss())
              / 0.02;
      assertEquals(slope, found[i], 2e-4, name + " " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"encoder0", "encoder1"})
  void encoder(String name) {
    Safetensors golden = Golden.read(name);
    Map<String, String> names = new LinkedHashMap<>();
    names.put(Names.RHO, "rho");
    names.put(Names.KAPPA, "kappa");
    EncoderSpec encoder = new EncoderSpec.Residual(golden.shape("rho")[0] > 1);
    check(golden, names, encoder(golden, encoder, parameters(golden, names)));
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
    int steps = Integer.parseInt(golden.metadata().getOrDefault("timeSteps", "1"));
    Map<String, String> names = layerNames(norm, adaptive);
    Stage stage = layer(golden, spec, steps, parameters(golden, names));
    check(golden, names, stage);
    stage.potentials().ifPresent(u -> assertWithin(golden.doubles("u"), u, 1e-4, "u"));
    assertWithin(golden.doubles("dX"), stage.inputGradient(), 1e-4, "dX");
  }

  static void check(Safetensors golden, Map<String, String> names, Stage stage) {
    String outputs = golden.names().contains("spikes") ? "spikes" : "outputs";
    assertArrayEquals(golden.tensor(outputs).data(), stage.spikes(), outputs);
    names.forEach(
        (ours, theirs) -> {
          String gradient = gradientOf(theirs);
          assertWithin(golden.doubles(gradient), stage.gradients().get(ours), 1e-4, gradient);
        });
  }

  static Map<String, String> layerNames(boolean norm, boolean adaptive) {
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

  /**
   * Desire backpropagation: with an encoder and one step a frame; with batch norm, some of its
   * scales negative, and two steps; and frame-wise with clips of different length.
   */
  @ParameterizedTest
  @ValueSource(strings = {"network-desire", "network-desire-norm", "network-desire-framewise"})
  void desireBackpropagation(String name) {
    Safetensors golden = Golden.own(name);
    int[] x = golden.shape("x");
    boolean norm = golden.names().contains("shift1");
    boolean encoder = golden.names().contains("rho");
    boolean frameWise = golden.names().contains("H");
    List<LayerSpec> layers =
        Stream.of("b1", "b2")
            .map(
                b ->
                    new LayerSpec(
                        golden.shape(b)[0], new RecurrentLif(), surrogate(golden), norm, true, 0))
            .toList();
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            encoder ? new EncoderSpec.Residual(false) : new EncoderSpec.Direct(),
            layers,
            frameWise
                ? new ReadoutSpec.FrameWise(golden.shape("c")[0])
                : new ReadoutSpec.Keyword(golden.shape("c1")[0], golden.shape("c2")[0], x[1]),
            Integer.parseInt(golden.metadata().get("timeSteps")),
            null);
    Map<String, String> names = new LinkedHashMap<>();
    if (encoder) {
      names.put(Names.RHO, "rho");
      names.put(Names.KAPPA, "kappa");
    }
    for (int l = 0; l < 2; l++) {
      names.put(Names.weight(l), "W" + (l + 1));
      names.put(Names.recurrent(l), "U" + (l + 1));
      names.put(Names.bias(l), "b" + (l + 1));
      names.put(Names.leak(l), "beta" + (l + 1));
      if (norm) {
        names.put(Names.normScale(l), "gamma" + (l + 1));
        names.put(Names.normShift(l), "shift" + (l + 1));
      }
    }
    if (!frameWise) {
      names.put(Names.HIDDEN_WEIGHT, "H1");
      names.put(Names.HIDDEN_BIAS, "c1");
    }
    names.put(Names.OUTPUT_WEIGHT, frameWise ? "H" : "H2");
    names.put(Names.OUTPUT_BIAS, frameWise ? "c" : "c2");
    int[] lengths = golden.ints("lengths");
    int[] labels = golden.ints("y");
    for (int i = 0; frameWise && i < labels.length; i++) {
      if (i % x[1] >= lengths[i / x[1]]) {
        labels[i] = Batch.PADDING;
      }
    }
    Batch batch =
        new Batch(x[0], x[1], x[2], golden.tensor("x").data(), lengths, labels, frameWise);
    Desire rule =
        new Desire(
            Double.parseDouble(golden.metadata().get("outputThreshold")),
            Double.parseDouble(golden.metadata().get("hiddenThreshold")),
            Double.parseDouble(golden.metadata().get("traceDecay")),
            Double.parseDouble(golden.metadata().get("overshoot")));
    double lambda = Double.parseDouble(golden.metadata().get("lambda"));
    Objective objective = new Objective(rule, Feedback.NONE, lambda, 0, 0, EncoderLearning.TASK, 0);
    Map<String, String> learned = Map.copyOf(names);
    for (int l = 0; norm && l < 2; l++) {
      names.put(Names.normMean(l), "mean" + (l + 1));
      names.put(Names.normVariance(l), "variance" + (l + 1));
    }
    Parameters parameters = parameters(golden, names);
    Activity activity = check(golden, spec, parameters, learned, batch, objective);
    if (encoder) {
      assertArrayEquals(golden.tensor("spikes0").data(), activity.encoderSpikes());
    }
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

  /**
   * Two steps a frame, and a network that never spikes: W, U and β are 0, so u is the bias in every
   * step and ∂L/∂b = (Σ_clips e B) h'(b − θ), the error of T · TS steps having been shared out over
   * as many. Rates that a penalty would add are 0 too.
   */
  @ParameterizedTest
  @ValueSource(strings = {"dfa-instant", "dfa-trace"})
  void feedbackIsSharedOutOverFramesAndSteps(String rule) {
    int neurons = 3;
    int classes = 3;
    int frames = 5;
    LayerSpec layer =
        new LayerSpec(
            neurons,
            new RecurrentLif(),
            new Surrogate(Surrogate.Shape.TRIANGLE, 1),
            false,
            true,
            0);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(2, 1),
            new EncoderSpec.Direct(),
            List.of(layer, layer),
            new ReadoutSpec.Keyword(2, classes, frames),
            2,
            null);
    Map<String, Tensor> values = new LinkedHashMap<>();
    spec.parameters().forEach(p -> values.put(p.name(), Tensor.zeros(p.shape())));
    float[] potentials = {0.25f, 0.5f, 0.75f};
    for (int l = 0; l < 2; l++) {
      System.arraycopy(potentials, 0, values.get(Names.bias(l)).data(), 0, neurons);
    }
    System.arraycopy(
        new float[] {1, 0.5f, -0.25f}, 0, values.get(Names.OUTPUT_BIAS).data(), 0, classes);
    Parameters parameters = new Parameters(values);
    Parameters feedback = Feedback.draw(spec, 3);
    int[] labels = {2, 0, 2, 1};
    Batch batch =
        new Batch(4, frames, 2, new float[4 * frames * 2], new int[] {5, 5, 5, 5}, labels, false);
    Gradients found =
        engine.gradients(
            spec,
            parameters,
            batch,
            new Objective(LearningRule.named(rule), feedback, 0, 0, 0, EncoderLearning.TASK, 0));
    double[] error = new double[classes];
    double sum = Math.exp(1) + Math.exp(0.5) + Math.exp(-0.25);
    for (int label : labels) {
      for (int k = 0; k < classes; k++) {
        double z = values.get(Names.OUTPUT_BIAS).data()[k];
        error[k] += (Math.exp(z) / sum - (k == label ? 1 : 0)) / labels.length;
      }
    }
    for (int l = 0; l < 2; l++) {
      double[] expected = new double[neurons];
      for (int n = 0; n < neurons; n++) {
        for (int k = 0; k < classes; k++) {
          // A triangle's slope at u − 1 is 1 − |u − 1|, which is u.
          expected[n] +=
              error[k] * feedback.data(Feedback.layer(l))[k * neurons + n] * potentials[n];
        }
      }
      assertWithin(expected, found.gradients().data(Names.bias(l)), 1e-4, rule + " b" + (l + 1));
    }
  }

  private Activity check(
      Safetensors golden,
      NetworkSpec spec,
      Map<String, String> names,
      Batch batch,
      Objective objective) {
    return check(golden, spec, parameters(golden, names), names, batch, objective);
  }

  private Activity check(
      Safetensors golden,
      NetworkSpec spec,
      Parameters parameters,
      Map<String, String> learned,
      Batch batch,
      Objective objective) {
    Gradients found = engine.gradients(spec, parameters, batch, objective);
    assertEquals(golden.doubles("loss")[0], found.loss(), 1e-5);
    learned.forEach(
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

  static Surrogate surrogate(Safetensors golden) {
    String shape = golden.metadata().get("surrogate").toUpperCase(Locale.ROOT).replace('-', '_');
    return new Surrogate(
        Surrogate.Shape.valueOf(shape), Float.parseFloat(golden.metadata().get("k")));
  }

  static Parameters parameters(Safetensors golden, Map<String, String> names) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    names.forEach((ours, theirs) -> tensors.put(ours, golden.tensor(theirs)));
    return new Parameters(tensors);
  }

  /** What golden files call the gradient by a parameter: dBeta by beta. */
  private static String gradientOf(String name) {
    return "d" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  static void assertWithin(double[] expected, float[] found, double relative, String name) {
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
