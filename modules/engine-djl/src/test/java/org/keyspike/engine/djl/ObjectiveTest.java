package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.Bptt;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;
import org.keyspike.training.SoftTargets;

/** What has no golden value: smoothing, dropout, per-band steps, what moves the encoder. */
class ObjectiveTest {
  private static final int CLIPS = 4;
  private static final int FRAMES = 12;
  private static final int BANDS = 3;

  private final DjlEngine engine = new DjlEngine(DjlEngine.Device.CPU, 1);

  @AfterEach
  void close() {
    engine.close();
  }

  /**
   * The loss is smooth in the readout: central differences of it, to float32 rounding of the loss.
   */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void smoothedLossesHaveTheirGradient(double smoothing) {
    NetworkSpec spec = spec(false, 0);
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    Objective objective = objective(smoothing, EncoderLearning.TASK, 0);
    float[] gradient = gradients(spec, parameters, objective).data(Names.OUTPUT_WEIGHT);
    float[] weights = parameters.data(Names.OUTPUT_WEIGHT);
    float step = 1e-2f;
    for (int i = 0; i < weights.length; i++) {
      float w = weights[i];
      weights[i] = w + step;
      double up = engine.gradients(spec, parameters, batch(), objective).loss();
      weights[i] = w - step;
      double down = engine.gradients(spec, parameters, batch(), objective).loss();
      weights[i] = w;
      assertEquals((up - down) / (2 * step), gradient[i], 1e-4, "weight " + i);
    }
  }

  @Test
  void equalStepsPerBandSumToTheSharedGradient() {
    NetworkSpec shared = spec(false, 0);
    NetworkSpec perBand = spec(true, 0);
    Parameters parameters = Initializer.draw(shared, 0.4, 2);
    Parameters spread = parameters;
    for (String name : List.of(Names.RHO, Names.KAPPA)) {
      float[] same = new float[BANDS];
      Arrays.fill(same, parameters.data(name)[0]);
      spread = spread.with(name, new Tensor(new int[] {BANDS}, same));
    }
    Parameters one = gradients(shared, parameters, Objective.bptt(0.1));
    Parameters each = gradients(perBand, spread, Objective.bptt(0.1));
    for (String name : List.of(Names.RHO, Names.KAPPA)) {
      double sum = 0;
      for (float g : each.data(name)) {
        sum += g;
      }
      assertEquals(one.data(name)[0], sum, 1e-5 + 1e-4 * Math.abs(sum), name);
    }
  }

  @Test
  void aFrozenEncoderHearsNothingAndAReconstructingOneNothingOfTheTask() {
    NetworkSpec spec = spec(false, 0);
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    Parameters task = gradients(spec, parameters, objective(0, EncoderLearning.TASK, 0));
    Parameters frozen = gradients(spec, parameters, objective(0, EncoderLearning.FROZEN, 0));
    Parameters apart = gradients(spec, parameters, objective(0, EncoderLearning.RECONSTRUCTION, 0));
    assertEquals(0, frozen.data(Names.RHO)[0]);
    assertEquals(0, frozen.data(Names.KAPPA)[0]);
    assertTrue(apart.data(Names.RHO)[0] != 0);
    assertTrue(apart.data(Names.RHO)[0] != task.data(Names.RHO)[0]);
    assertArrayEquals(frozen.data(Names.weight(0)), apart.data(Names.weight(0)));
    Arrays.fill(parameters.data(Names.OUTPUT_WEIGHT), 0);
    assertEquals(
        apart.data(Names.RHO)[0],
        gradients(spec, parameters, objective(0, EncoderLearning.RECONSTRUCTION, 0))
            .data(Names.RHO)[0]);
  }

  @Test
  void dropoutIsDrawnFromTheSeedAndOnlyInTraining() {
    NetworkSpec spec = spec(false, 0.5);
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    float[] first = logits(spec, parameters, 1);
    assertArrayEquals(first, logits(spec, parameters, 1));
    assertFalse(Arrays.equals(first, logits(spec, parameters, 2)));
    assertArrayEquals(
        scores(spec(false, 0), parameters), scores(spec, parameters), "nothing is left out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dfa-instant", "dfa-trace"})
  void feedbackAlignsFrameByFrameToo(String rule) {
    NetworkSpec keyword = spec(false, 0);
    NetworkSpec spec =
        new NetworkSpec(
            keyword.features(),
            keyword.encoder(),
            keyword.layers(),
            new ReadoutSpec.FrameWise(3),
            2,
            null);
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    Batch batch = frames(new int[] {12, 5, 9, 1});
    Objective bptt = Objective.bptt(0);
    Objective dfa =
        new Objective(
            LearningRule.named(rule), Feedback.draw(spec, 3), 0, 0, 0, EncoderLearning.TASK, 0);
    Gradients exact = engine.gradients(spec, parameters, batch, bptt);
    Gradients local = engine.gradients(spec, parameters, batch, dfa);
    assertEquals(exact.loss(), local.loss());
    assertArrayEquals(
        exact.gradients().data(Names.OUTPUT_WEIGHT),
        local.gradients().data(Names.OUTPUT_WEIGHT),
        1e-6f,
        "the last map gets its exact gradient");
    assertFalse(
        Arrays.equals(
            exact.gradients().data(Names.weight(0)), local.gradients().data(Names.weight(0))));
  }

  @Test
  void aGpuThatIsNotThereIsRefused() {
    assumeTrue(Engine.getInstance().getGpuCount() == 0, "this machine has a GPU");
    SpecException e =
        assertThrows(SpecException.class, () -> new DjlEngine(DjlEngine.Device.GPU, 1));
    assertTrue(e.getMessage().contains("training.device"), e.getMessage());
  }

  @Test
  void aGpuComputesWhatTheCpuDoes() {
    assumeTrue(
        Engine.getInstance().getGpuCount() > 0, "needs a CUDA device and a build with -Pcuda");
    NetworkSpec spec = spec(false, 0);
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    try (DjlEngine gpu = new DjlEngine(DjlEngine.Device.GPU, 1)) {
      Gradients there = gpu.gradients(spec, parameters, batch(), Objective.bptt(0.1));
      Gradients here = engine.gradients(spec, parameters, batch(), Objective.bptt(0.1));
      assertEquals(here.loss(), there.loss(), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTeacherIsImitated(boolean frameWise) {
    NetworkSpec keyword = spec(false, 0);
    NetworkSpec spec =
        frameWise
            ? new NetworkSpec(
                keyword.features(),
                keyword.encoder(),
                keyword.layers(),
                new ReadoutSpec.FrameWise(3),
                1,
                null)
            : keyword;
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    Batch batch = frameWise ? frames(new int[] {12, 5, 9, 1}) : batch();
    SplittableRandom random = new SplittableRandom(8);
    float[] wanted = new float[batch.labels().length * 3];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (float) random.nextDouble(-3, 3);
    }
    double weight = 0.6;
    double temperature = 2.5;
    Gradients found =
        engine.gradients(
            spec, parameters, batch, taught(new SoftTargets(wanted, weight, temperature)));
    float[] z = found.activity().logits();
    double loss = 0;
    double[] error = new double[3];
    int count = 0;
    for (int row = 0; row < batch.labels().length; row++) {
      int label = batch.labels()[row];
      if (label != Batch.PADDING) {
        count++;
        double[] hard = softmax(z, row, 1);
        double[] soft = softmax(z, row, temperature);
        double[] teacher = softmax(wanted, row, temperature);
        loss -= (1 - weight) * Math.log(hard[label]);
        for (int k = 0; k < 3; k++) {
          loss += weight * temperature * temperature * teacher[k] * Math.log(teacher[k] / soft[k]);
          error[k] +=
              (1 - weight) * (hard[k] - (k == label ? 1 : 0))
                  + weight * temperature * (soft[k] - teacher[k]);
        }
      }
    }
    assertEquals(loss / count, found.loss(), 1e-4);
    for (int k = 0; k < 3; k++) {
      assertEquals(error[k] / count, found.gradients().data(Names.OUTPUT_BIAS)[k], 1e-5);
    }
    Objective aligned =
        new Objective(
            LearningRule.named("dfa-instant"),
            Feedback.draw(spec, 3),
            0,
            0,
            0,
            Optional.of(new SoftTargets(wanted, weight, temperature)),
            EncoderLearning.TASK,
            0);
    assertArrayEquals(
        found.gradients().data(Names.OUTPUT_WEIGHT),
        engine.gradients(spec, parameters, batch, aligned).gradients().data(Names.OUTPUT_WEIGHT),
        1e-6f,
        "feedback alignment projects the derivative of the same loss");
  }

  @Test
  void aTeacherThatSaysTheSameChangesNothing() {
    NetworkSpec spec = spec(false, 0);
    Parameters parameters = Initializer.draw(spec, 0.4, 2);
    SoftTargets same = new SoftTargets(scores(spec, parameters), 1, 2);
    Gradients found = engine.gradients(spec, parameters, batch(), taught(same));
    assertEquals(0, found.loss(), 1e-6);
    for (float g : found.gradients().data(Names.OUTPUT_BIAS)) {
      assertEquals(0, g, 1e-6);
    }
  }

  private static Objective taught(SoftTargets teacher) {
    return new Objective(
        new Bptt(), Feedback.NONE, 0, 0, 0, Optional.of(teacher), EncoderLearning.TASK, 0);
  }

  private static double[] softmax(float[] logits, int row, double temperature) {
    double[] exponents = new double[3];
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      exponents[k] = Math.exp(logits[row * 3 + k] / temperature);
      sum += exponents[k];
    }
    for (int k = 0; k < 3; k++) {
      exponents[k] /= sum;
    }
    return exponents;
  }

  /** The same clips with a label for each frame. */
  private static Batch frames(int[] lengths) {
    int[] labels = new int[CLIPS * FRAMES];
    Arrays.setAll(labels, i -> i % FRAMES < lengths[i / FRAMES] ? i % 3 : Batch.PADDING);
    return new Batch(CLIPS, FRAMES, BANDS, batch().features(), lengths, labels, true);
  }

  private float[] logits(NetworkSpec spec, Parameters parameters, long seed) {
    return engine
        .gradients(spec, parameters, batch(), objective(0, EncoderLearning.TASK, seed))
        .activity()
        .logits();
  }

  private float[] scores(NetworkSpec spec, Parameters parameters) {
    return engine.forward(spec, parameters, batch(), GradientEngine.Detail.LOGITS).logits();
  }

  private Parameters gradients(NetworkSpec spec, Parameters parameters, Objective objective) {
    return engine.gradients(spec, parameters, batch(), objective).gradients();
  }

  private static Objective objective(double smoothing, EncoderLearning encoder, long seed) {
    return new Objective(new Bptt(), Feedback.NONE, 0, 0, smoothing, encoder, seed);
  }

  private static NetworkSpec spec(boolean perBand, double dropout) {
    LayerSpec layer =
        new LayerSpec(
            10,
            new RecurrentLif(),
            Surrogate.of(Surrogate.Shape.FAST_SIGMOID),
            false,
            true,
            dropout);
    return new NetworkSpec(
        new FeatureSpec(BANDS, 1),
        new EncoderSpec.Residual(perBand),
        List.of(layer, layer),
        new ReadoutSpec.Keyword(6, 3, FRAMES),
        1,
        null);
  }

  private static Batch batch() {
    SplittableRandom random = new SplittableRandom(5);
    float[] features = new float[CLIPS * FRAMES * BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(3);
    }
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, FRAMES);
    return new Batch(CLIPS, FRAMES, BANDS, features, lengths, new int[] {0, 1, 2, 0}, false);
  }
}
