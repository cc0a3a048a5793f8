package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/**
 * Clips of one and two frames, one and two steps each: everything that the loss depends on has a
 * gradient that is not 0, everything that it does not has one that is, and both engines agree,
 * whatever the kernels.
 */
@Tag("slow")
class ShortClipsTest {
  private static final int CLIPS = 6;
  private static final int BANDS = 3;

  private static DjlEngine reference;
  private static List<VectorEngine> engines;

  @BeforeAll
  static void open() {
    reference = new DjlEngine(DjlEngine.Device.CPU, 1);
    engines =
        Stream.of(VectorEngine.Kernels.values())
            .map(kernels -> VectorEngine.open(kernels, 1))
            .toList();
  }

  @AfterAll
  static void close() {
    reference.close();
    engines.forEach(VectorEngine::close);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true", "1, 2, true", "2, 1, true", "2, 2, true",
    "1, 1, false", "1, 2, false", "2, 1, false", "2, 2, false"
  })
  void bothEnginesHaveTheSameGradients(int frames, int timeSteps, boolean keyword) {
    LayerSpec layer =
        new LayerSpec(
            8, Neuron.named("radlif"), Surrogate.of(Surrogate.Shape.FAST_SIGMOID), false, false, 0);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(BANDS, 1),
            new EncoderSpec.Residual(true),
            List.of(layer, layer),
            keyword ? new ReadoutSpec.Keyword(7, 3, frames) : new ReadoutSpec.FrameWise(3),
            timeSteps,
            null);
    SplittableRandom random = new SplittableRandom(11);
    Parameters parameters = lively(RandomNetworks.mild(random, spec));
    Batch batch = batch(random, spec, frames);
    for (EncoderLearning learning : List.of(EncoderLearning.TASK, EncoderLearning.RECONSTRUCTION)) {
      Objective plain = Objective.bptt(0.1);
      Objective objective =
          new Objective(
              plain.rule(), plain.feedback(), plain.rateWeight(), 0.1, 0, learning, plain.seed());
      Gradients expected = reference.gradients(spec, parameters, batch, objective);
      float[] spikes = reference.forward(spec, parameters, batch, Detail.SPIKES).spikes().get(1);
      for (VectorEngine engine : engines) {
        Gradients found = engine.gradients(spec, parameters, batch, objective);
        assertArrayEquals(
            spikes, engine.forward(spec, parameters, batch, Detail.SPIKES).spikes().get(1));
        assertEquals(
            expectedStill(frames, timeSteps),
            stillAndOthersTheSame(expected, found, learning),
            learning.toString());
      }
    }
  }

  /** Parameters whose gradients are all 0; those of the others are compared. */
  private static Set<String> stillAndOthersTheSame(
      Gradients expected, Gradients found, EncoderLearning learning) {
    Set<String> still = new TreeSet<>();
    for (String name : found.gradients().names()) {
      float[] wanted = expected.gradients().data(name);
      float[] got = found.gradients().data(name);
      float largest = largest(wanted);
      assertArrayEquals(wanted, got, 1e-4f * largest + 1e-7f, name + ", " + learning);
      if (largest == 0) {
        still.add(name);
        assertEquals(0, largest(got), name);
      }
    }
    return still;
  }

  /** Neurons that spike at once, some of them. */
  private static Parameters lively(Parameters parameters) {
    for (int l = 0; l < 2; l++) {
      float[] bias = parameters.data(Names.bias(l));
      for (int n = 0; n < bias.length; n++) {
        bias[n] += n % 2;
      }
    }
    return parameters;
  }

  /** Parameters that act from the second frame or the second step on alone. */
  private static Set<String> expectedStill(int frames, int timeSteps) {
    Set<String> still = new TreeSet<>();
    for (int l = 0; l < 2; l++) {
      if (frames == 1) {
        still.add(Names.recurrent(l));
      }
      if (frames * timeSteps == 1) {
        still.add(Names.leak(l));
        still.add(Names.own(l, "adaptation.coupling"));
        still.add(Names.own(l, "adaptation.jump"));
      }
      // w is 0 until the first v or s there was.
      if (frames * timeSteps <= 2) {
        still.add(Names.own(l, "adaptation.leak"));
      }
    }
    return still;
  }

  private static Batch batch(SplittableRandom random, NetworkSpec spec, int frames) {
    boolean frameWise = spec.readout() instanceof ReadoutSpec.FrameWise;
    float[] features = new float[CLIPS * frames * BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(4);
    }
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, frames);
    int[] labels = new int[frameWise ? CLIPS * frames : CLIPS];
    Arrays.setAll(labels, i -> i % 3);
    return new Batch(CLIPS, frames, BANDS, features, lengths, labels, frameWise);
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      assertTrue(Float.isFinite(value));
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
