package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/** The smallest sizes, sizes about a shard's and a vector's, and the largest. */
class EdgesTest {
  private static VectorEngine engine;

  @BeforeAll
  static void open() {
    engine = TestEngines.open(2);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static Stream<Arguments> sizes() {
    int full = Shard.CLIPS;
    return Stream.of("bptt", "dfa-trace", "dfa-instant")
        .flatMap(
            rule ->
                Stream.of(
                    // clips, frames, neurons, hidden units (0: frame-wise), steps a frame
                    Arguments.of(rule, 1, 1, 1, 1, 1),
                    Arguments.of(rule, 1, 1, 1, 0, 2),
                    Arguments.of(rule, 1, 12, 5, 1, 2),
                    Arguments.of(rule, full, 5, 1, 3, 1),
                    Arguments.of(rule, full + 1, 1, 17, 1, 2),
                    Arguments.of(rule, full + 1, 7, 16, 0, 1),
                    Arguments.of(rule, 2 * full, 3, 129, 8, 1)));
  }

  /** Arrays are handed on uncleared: what an exploded network left in them must not be seen. */
  @ParameterizedTest
  @MethodSource("sizes")
  void whatACallLeavesBehindIsNotSeen(
      String rule, int clips, int frames, int neurons, int hidden, int steps) {
    NetworkSpec spec = network(neurons, hidden, frames, steps);
    SplittableRandom random = new SplittableRandom(2);
    Parameters parameters = RandomNetworks.drawn(random, spec);
    Batch batch = batch(random, spec, clips, frames);
    Objective objective = objective(spec, rule);
    Gradients expected;
    try (VectorEngine fresh = TestEngines.open(1)) {
      expected = fresh.gradients(spec, parameters, batch, objective);
    }
    Parameters exploded = parameters.copy();
    for (Tensor tensor : exploded.asMap().values()) {
      Arrays.fill(tensor.data(), Float.NaN);
    }
    try (VectorEngine used = TestEngines.open(2)) {
      assertTrue(Double.isNaN(used.gradients(spec, exploded, batch, objective).loss()));
      Gradients found = used.gradients(spec, parameters, batch, objective);
      assertEquals(expected.loss(), found.loss());
      assertEquals(expected.gradients(), found.gradients());
      assertEquals(expected.batchStatistics(), found.batchStatistics());
      used.gradients(spec, exploded, batch, objective);
      assertArrayEquals(
          used.forward(spec, parameters, batch, Detail.LOGITS).logits(),
          engine.forward(spec, parameters, batch, Detail.LOGITS).logits());
    }
  }

  @Test
  void clipsLongerThanArraysAreRefusedByName() {
    int frames = 300_000;
    NetworkSpec spec = network(512, 0, frames, 1);
    Batch batch =
        new Batch(
            Shard.CLIPS,
            frames,
            1,
            new float[Shard.CLIPS * frames],
            filled(Shard.CLIPS, frames),
            new int[Shard.CLIPS * frames],
            true);
    Parameters none = new Parameters(Map.of());
    SpecException refused =
        assertThrows(SpecException.class, () -> engine.forward(spec, none, batch, Detail.LOGITS));
    assertEquals("batch", refused.field());
    assertTrue(refused.getMessage().contains("300000 frames"), refused.getMessage());
  }

  /** Two layers, the second with batch norm; adaptive neurons, because they keep the most. */
  private static NetworkSpec network(int neurons, int hidden, int frames, int steps) {
    Surrogate surrogate = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        new EncoderSpec.Residual(false),
        List.of(
            new LayerSpec(neurons, Neuron.named("radlif"), surrogate, false, false, 0),
            new LayerSpec(neurons, Neuron.named("rlif"), surrogate, true, true, 0)),
        hidden == 0 ? new ReadoutSpec.FrameWise(2) : new ReadoutSpec.Keyword(hidden, 2, frames),
        steps,
        null);
  }

  private static Batch batch(SplittableRandom random, NetworkSpec spec, int clips, int frames) {
    boolean frameWise = spec.readout() instanceof ReadoutSpec.FrameWise;
    float[] features = new float[clips * frames];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(8);
    }
    int[] labels = new int[frameWise ? clips * frames : clips];
    Arrays.setAll(labels, i -> random.nextInt(2));
    return new Batch(clips, frames, 1, features, filled(clips, frames), labels, frameWise);
  }

  private static int[] filled(int length, int value) {
    int[] all = new int[length];
    Arrays.fill(all, value);
    return all;
  }

  private static Objective objective(NetworkSpec spec, String rule) {
    LearningRule named = LearningRule.named(rule);
    return new Objective(
        named,
        named.feedback() ? Feedback.draw(spec, 3) : Feedback.NONE,
        0.3,
        0.2,
        0.1,
        EncoderLearning.TASK,
        4);
  }
}
