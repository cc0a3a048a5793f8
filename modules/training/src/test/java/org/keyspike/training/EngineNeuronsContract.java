package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Golden;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.ParameterSpec.Role;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentFatrelu;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.RecurrentSiLif;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.Reset;
import org.keyspike.network.Safetensors;
import org.keyspike.network.SiLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/**
 * What an engine is held to that computes every kind of neuron and delays: also the golden values
 * of these, within the same tolerances.
 */
public abstract class EngineNeuronsContract extends EngineGoldenContract {
  private static final Surrogate ANY = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);

  @ParameterizedTest
  @ValueSource(strings = {"shift-lif-2-boxcar", "shift-lif-3-fast-sigmoid", "shift-lif-4-triangle"})
  void powersOfTwo(String name) {
    Safetensors golden = Golden.read(name);
    int levels = Integer.parseInt(golden.metadata().get("levels"));
    LayerSpec spec =
        spec(
            golden,
            new RecurrentShiftLif(),
            surrogate(golden),
            new OutputCode.PowersOfTwo(levels),
            0);
    checkLayer(golden, spec, layerNames(false, false));
  }

  /** τ's gradient, which the golden files do not have, is that of its definition, in double. */
  @ParameterizedTest
  @ValueSource(strings = {"fatrelu-1", "fatrelu-2", "fatrelu-4"})
  void gradedOutputs(String name) {
    Safetensors golden = Golden.read(name);
    int bits = Integer.parseInt(golden.metadata().get("bits"));
    LayerSpec spec = spec(golden, new RecurrentFatrelu(), ANY, new OutputCode.Graded(bits), 0);
    Map<String, String> names = layerNames(false, false);
    Parameters parameters =
        parameters(golden, names).with(Names.threshold(0), golden.tensor("tau"));
    Stage stage = layer(golden, spec, 1, parameters);
    check(golden, names, stage);
    assertWithin(golden.doubles("dX"), stage.inputGradient(), 1e-4, "dX");
    assertWithin(
        thresholdGradient(golden), stage.gradients().get(Names.threshold(0)), 1e-4, "dTau");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset-zero-fast-sigmoid-detached",
        "reset-zero-fast-sigmoid-attached",
        "reset-zero-triangle-detached",
        "reset-zero-triangle-attached"
      })
  void resetToZero(String name) {
    Safetensors golden = Golden.own(name);
    LayerSpec spec =
        new LayerSpec(
            golden.shape("b")[0],
            new RecurrentLif(),
            surrogate(golden),
            false,
            golden.metadata().get("detachReset").equals("True"),
            0,
            new OutputCode.Spikes(Reset.ZERO),
            0);
    checkLayer(golden, spec, layerNames(false, false));
  }

  /** By the input as it was before its delays, and by the delays themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"delays-7", "delays-15"})
  void delays(String name) {
    Safetensors golden = Golden.read(name);
    int most = Integer.parseInt(golden.metadata().get("most"));
    LayerSpec spec =
        spec(golden, new RecurrentLif(), surrogate(golden), new OutputCode.Spikes(), most);
    Map<String, String> names = layerNames(false, false);
    names.put(Names.delay(0), "delays");
    checkLayer(golden, spec, names);
  }

  /** Potentials to float rounding, until the first output that differs by it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aNetworkAnswersAsItsReference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec =
        NetworkDraw.from(random)
            .moreKinds()
            .delays(9)
            .resetsToZero()
            .batchNorm()
            .neurons(4, 9)
            .spec();
    Parameters parameters = RandomNetworks.mild(random, spec);
    Batch batch = RandomNetworks.batch(random, spec, 2);
    Activity activity = engine.forward(spec, parameters, batch, GradientEngine.Detail.STATES);
    ReferenceNetwork reference = new ReferenceNetwork(spec, parameters);
    int compared = 0;
    for (int clip = 0; clip < batch.size(); clip++) {
      reference.reset();
      for (int t = 0; t < batch.lengths()[clip]; t++) {
        int frame = clip * batch.frames() + t;
        int bands = batch.bands();
        reference.step(Arrays.copyOfRange(batch.features(), frame * bands, (frame + 1) * bands));
        if (!sameFrame(reference, spec, activity, frame, "seed " + seed + ", " + spec)) {
          break;
        }
        compared++;
      }
    }
    assertTrue(compared > 0, "seed " + seed);
  }

  private static boolean sameFrame(
      ReferenceNetwork reference, NetworkSpec spec, Activity activity, int frame, String what) {
    for (int k = 0; k < spec.timeSteps(); k++) {
      for (int l = 0; l < spec.layers().size(); l++) {
        float[] u = reference.potentials(l, k);
        float[] s = reference.spikes(l, k);
        for (int n = 0; n < u.length; n++) {
          int at = (frame * spec.timeSteps() + k) * u.length + n;
          assertEquals(u[n], activity.potentials().get(l)[at], 1e-3 * (1 + Math.abs(u[n])), what);
          if (s[n] != activity.spikes().get(l)[at]) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private NetworkSpec byTimeConstants(int timeSteps) {
    return new NetworkSpec(
        new FeatureSpec(3, 1),
        new EncoderSpec.Residual(false),
        List.of(
            new LayerSpec(6, new RecurrentSiLif(), ANY, false, false, 0),
            new LayerSpec(5, new SiLif(), ANY, false, true, 0)),
        new ReadoutSpec.Keyword(4, 3, 20),
        timeSteps,
        null);
  }

  /** Parameters of the adaptive neurons that those by time constants fold to. */
  private static Parameters folded(NetworkSpec spec, Parameters parameters) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.folded().parameters()) {
      if (parameters.has(parameter.name())) {
        tensors.put(parameter.name(), parameters.get(parameter.name()));
      }
    }
    for (int l = 0; l < spec.layers().size(); l++) {
      Neuron neuron = spec.layers().get(l).neuron();
      float[][] values = neuron.folded(own(neuron, l, parameters));
      for (int i = 0; i < values.length; i++) {
        tensors.put(
            Names.own(l, neuron.folded().parameters().get(i).name()),
            new Tensor(new int[] {values[i].length}, values[i]));
      }
    }
    return new Parameters(tensors);
  }

  private static float[][] own(Neuron neuron, int layer, Parameters parameters) {
    return neuron.parameters().stream()
        .map(parameter -> parameters.data(Names.own(layer, parameter.name())))
        .toArray(float[][]::new);
  }

  /** To the last bit, and in the gradients by the chain rule, differences of what they fold to. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void timeConstantsAreTheAdaptiveNeuronsThatTheyFoldTo(int timeSteps) {
    NetworkSpec spec = byTimeConstants(timeSteps);
    SplittableRandom random = new SplittableRandom(timeSteps);
    Parameters parameters = RandomNetworks.mild(random, spec);
    for (int l = 0; l < 2; l++) {
      Arrays.fill(parameters.data(Names.bias(l)), 0.5f);
    }
    // One whose coupling is at the end of its range, and does not move.
    parameters.data("layer1.membrane.frames")[0] = 1;
    parameters.data("layer1.adaptation.frames")[0] = 5;
    parameters.data("layer1.adaptation.strength")[0] = 1;
    Batch batch = RandomNetworks.batch(random, spec, 3);
    GradientEngine.Detail states = GradientEngine.Detail.STATES;
    Parameters adaptive = folded(spec, parameters);
    Activity found = engine.forward(spec, parameters, batch, states);
    Activity expected = engine.forward(spec.folded(), adaptive, batch, states);
    assertArrayEquals(expected.logits(), found.logits());
    for (int l = 0; l < 2; l++) {
      assertArrayEquals(expected.potentials().get(l), found.potentials().get(l));
      assertTrue(found.rates()[l] > 0.01, "it spikes");
    }
    Objective objective = Objective.bptt(0.1);
    Parameters gradients = engine.gradients(spec, parameters, batch, objective).gradients();
    Parameters outer = engine.gradients(spec.folded(), adaptive, batch, objective).gradients();
    for (int l = 0; l < 2; l++) {
      Neuron neuron = spec.layers().get(l).neuron();
      for (int p = 0; p < 4; p++) {
        String name = Names.own(l, neuron.parameters().get(p).name());
        double[] wanted = new double[gradients.data(name).length];
        float[][] up = copy(own(neuron, l, parameters));
        float[][] down = copy(up);
        for (int n = 0; n < wanted.length; n++) {
          up[p][n] *= 1.01f;
          down[p][n] *= 0.99f;
        }
        float[][] more = neuron.folded(up);
        float[][] less = neuron.folded(down);
        for (int q = 0; q < 4; q++) {
          String of = Names.own(l, neuron.folded().parameters().get(q).name());
          for (int n = 0; n < wanted.length; n++) {
            wanted[n] +=
                outer.data(of)[n] * ((double) more[q][n] - less[q][n]) / (up[p][n] - down[p][n]);
          }
        }
        assertWithin(wanted, gradients.data(name), 2e-3, name);
      }
    }
    assertEquals(0, gradients.data("layer1.adaptation.strength")[0]);
  }

  private static float[][] copy(float[][] values) {
    return Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
  }

  /**
   * Two steps a frame and clips of different length. The second layer never spikes, has no memory
   * and a surrogate of k/2 everywhere: the gradient by what arrives there is known, and so is, by
   * its definition, that by a delay: of each step with the same step of earlier frames, and of
   * nothing beyond a clip's end.
   */
  @Test
  void delaysAreOfWholeFramesAndOfValidOnes() {
    Surrogate flat = new Surrogate(Surrogate.Shape.BOXCAR, 0.1f);
    OutputCode spikes = new OutputCode.Spikes();
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(3, 1),
            new EncoderSpec.Direct(),
            List.of(
                new LayerSpec(4, new RecurrentLif(), ANY, false, true, 0),
                new LayerSpec(2, new Lif(), flat, false, true, 0, spikes, 3)),
            new ReadoutSpec.FrameWise(2),
            2,
            null);
    SplittableRandom random = new SplittableRandom(8);
    Parameters parameters = RandomNetworks.mild(random, spec);
    Arrays.fill(parameters.data(Names.leak(1)), 0);
    for (int i = 0; i < 8; i++) {
      parameters.data(Names.weight(1))[i] *= 0.1f;
    }
    // Gradients far above the tolerance; nothing spikes, so that logits are biases.
    for (int i = 0; i < 4; i++) {
      parameters.data(Names.OUTPUT_WEIGHT)[i] *= 1000;
    }
    Batch batch = RandomNetworks.batch(random, spec, 3);
    double sigma = 1.3;
    Parameters found =
        engine.gradients(spec, parameters, batch, Objective.bptt(0).withSigma(sigma)).gradients();
    Activity activity = engine.forward(spec, parameters, batch, GradientEngine.Detail.SPIKES);
    assertEquals(0, activity.rates()[1]);
    assertTrue(activity.rates()[0] > 0.05, "something is delayed");
    float[] first = activity.spikes().get(0);
    float[] delays = parameters.data(Names.delay(1));
    double[] wanted = new double[4];
    for (int clip = 0; clip < batch.size(); clip++) {
      for (int t = 0; t < batch.lengths()[clip]; t++) {
        double[] arriving = gradientByArriving(parameters, batch, clip * batch.frames() + t);
        for (int j = 0; j < 4; j++) {
          for (int k = 0; k < 2; k++) {
            for (int m = 0; m < batch.lengths()[clip]; m++) {
              double z = t - delays[j] - m;
              double slope =
                  -z
                      / (Math.pow(sigma, 3) * Math.sqrt(2 * Math.PI))
                      * Math.exp(-z * z / (2 * sigma * sigma));
              int at = ((clip * batch.frames() + m) * 2 + k) * 4 + j;
              wanted[j] -= arriving[j] * first[at] * slope;
            }
          }
        }
      }
    }
    assertWithin(wanted, found.data(Names.delay(1)), 1e-3, "delays");
  }

  /** Wᵀ (Hᵀ e) k/2 with e of the last map's bias alone. */
  private static double[] gradientByArriving(Parameters parameters, Batch batch, int frame) {
    float[] bias = parameters.data(Names.OUTPUT_BIAS);
    double sum = Math.exp(bias[0]) + Math.exp(bias[1]);
    double[] arriving = new double[4];
    for (int n = 0; n < 2; n++) {
      double delta = 0;
      for (int c = 0; c < 2; c++) {
        double error =
            (Math.exp(bias[c]) / sum - (c == batch.labels()[frame] ? 1 : 0)) / batch.validFrames();
        delta += error * parameters.data(Names.OUTPUT_WEIGHT)[c * 2 + n] * 0.05;
      }
      for (int j = 0; j < 4; j++) {
        arriving[j] += parameters.data(Names.weight(1))[n * 4 + j] * delta;
      }
    }
    return arriving;
  }

  /**
   * Every kind learns by every rule: a gradient for each of its own parameters and delays. Desires
   * work on potentials, which a graded neuron's threshold does not move.
   */
  @ParameterizedTest
  @ValueSource(strings = {"bptt", "dfa-instant", "dfa-trace", "desire"})
  void everyRuleMovesEveryKind(String rule) {
    LearningRule by = LearningRule.named(rule);
    boolean desires = by instanceof Desire;
    for (String kind : List.of("shift-rlif", "rfatrelu", "rsilif")) {
      SplittableRandom random = new SplittableRandom(4);
      Neuron neuron = Neuron.named(kind);
      NetworkSpec spec =
          NetworkDraw.from(random)
              .kinds(neuron)
              .delays(5)
              .batchNorm()
              .dropout()
              .layersOf(9, 8)
              .surrogates(List.of(Surrogate.Shape.FAST_SIGMOID))
              .spec();
      Parameters parameters = RandomNetworks.mild(random, spec);
      for (ParameterSpec parameter : spec.parameters()) {
        if (parameter.role() == Role.BIAS || parameter.role() == Role.NORM_SHIFT) {
          Arrays.fill(parameters.data(parameter.name()), 0.7f);
        }
      }
      Batch batch = RandomNetworks.batch(random, spec, 6);
      Parameters feedback = by.feedback() ? Feedback.draw(spec, 3) : Feedback.NONE;
      Objective objective =
          new Objective(by, feedback, 0.2, desires ? 0 : 0.1, 0.1, EncoderLearning.TASK, 5);
      Gradients found = engine.gradients(spec, parameters, batch, objective);
      assertTrue(Double.isFinite(found.loss()));
      for (ParameterSpec parameter : spec.parameters()) {
        boolean own = EnumSet.of(Role.FREE, Role.THRESHOLD, Role.DELAY).contains(parameter.role());
        float[] values =
            parameter.role().learned() ? found.gradients().data(parameter.name()) : new float[0];
        double largest = 0;
        for (float value : values) {
          assertTrue(Float.isFinite(value), kind + " " + parameter.name());
          largest = Math.max(largest, Math.abs(value));
        }
        boolean moved = own && !(desires && parameter.role() == Role.THRESHOLD);
        assertEquals(moved, own && largest > 0, kind + " by " + rule + ": " + parameter.name());
      }
    }
  }

  private void checkLayer(Safetensors golden, LayerSpec spec, Map<String, String> names) {
    Stage stage = layer(golden, spec, 1, parameters(golden, names));
    check(golden, names, stage);
    stage.potentials().ifPresent(u -> assertWithin(golden.doubles("u"), u, 1e-4, "u"));
    assertWithin(golden.doubles("dX"), stage.inputGradient(), 1e-4, "dX");
  }

  private static LayerSpec spec(
      Safetensors golden, Neuron neuron, Surrogate surrogate, OutputCode code, int most) {
    int neurons = golden.shape("b")[0];
    return new LayerSpec(neurons, neuron, surrogate, false, true, 0, code, most);
  }

  /**
   * −Σ g_t τ h'(u_t − τ) with g_t = G_t + Uᵀ δ_{t+1}, the gradient by an output, and δ_t = g_t
   * where τ ≤ u_t < 2, else 0, + β δ_{t+1}, that by a potential.
   */
  private static double[] thresholdGradient(Safetensors golden) {
    int[] shape = golden.shape("u");
    int frames = shape[1];
    int neurons = shape[2];
    double[] u = golden.doubles("u");
    double[] outer = golden.doubles("G");
    double[] recurrent = golden.doubles("U");
    double[] leak = golden.doubles("beta");
    double[] tau = golden.doubles("tau");
    double[] sum = new double[neurons];
    for (int clip = 0; clip < shape[0]; clip++) {
      double[] later = new double[neurons];
      for (int t = frames - 1; t >= 0; t--) {
        double[] delta = new double[neurons];
        for (int n = 0; n < neurons; n++) {
          int at = (clip * frames + t) * neurons + n;
          double g = outer[at];
          for (int m = 0; m < neurons; m++) {
            g += recurrent[m * neurons + n] * later[m];
          }
          double slope = 1 / Math.pow(1 + ANY.slope() * Math.abs(u[at] - tau[n]), 2);
          sum[n] -= g * tau[n] * slope;
          delta[n] = (u[at] >= tau[n] && u[at] < 2 ? g : 0) + leak[n] * later[n];
        }
        later = delta;
      }
    }
    return sum;
  }
}
