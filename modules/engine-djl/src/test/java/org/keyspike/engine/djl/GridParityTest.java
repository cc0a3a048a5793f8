package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.keyspike.datasets.Batch;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.AdaptiveLif;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;

/**
 * The promise: what quantization-aware training computes is the integer network, spike for spike
 * and logit for logit, on random networks of every kind.
 */
class GridParityTest {
  private static final List<Neuron> NEURONS =
      List.of(new Lif(), new RecurrentLif(), new AdaptiveLif(), new RecurrentAdaptiveLif());
  private static final List<EncoderSpec> ENCODERS =
      List.of(
          new EncoderSpec.Residual(false),
          new EncoderSpec.Residual(true),
          new EncoderSpec.StepForward(),
          new EncoderSpec.Direct());

  private static DjlEngine engine;

  @BeforeContainer
  static void open() {
    engine = new DjlEngine(DjlEngine.Device.CPU, 1);
  }

  @AfterContainer
  static void close() {
    engine.close();
  }

  @Property(tries = 120)
  void forwardOnTheGridIsTheIntegerNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, drawn(random, spec));
    Batch batch = batch(random, spec);
    Activity activity = engine.forward(spec, parameters, batch, Detail.SPIKES);
    check(spec, parameters, batch, activity, "seed " + seed + ", " + spec);
  }

  @Property(tries = 30)
  void theTrainingPassAnswersLikeTheEvaluation(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, drawn(random, spec));
    Batch batch = batch(random, spec);
    Gradients found = engine.gradients(spec, parameters, batch, Objective.bptt(0.1));
    Activity activity = engine.forward(spec, parameters, batch, Detail.LOGITS);
    assertTrue(Arrays.equals(activity.logits(), found.activity().logits()), "seed " + seed);
    for (Tensor gradient : found.gradients().asMap().values()) {
      for (float g : gradient.data()) {
        assertTrue(Float.isFinite(g), "seed " + seed);
      }
    }
  }

  private static void check(
      NetworkSpec spec, Parameters parameters, Batch batch, Activity activity, String what) {
    IntegerNetwork network = new IntegerNetwork(Quantizer.quantize(spec, parameters));
    int bands = batch.bands();
    int steps = spec.timeSteps();
    int classes = spec.readout().classes();
    double unit = Math.scalb(1.0, spec.format().readout().logitFraction());
    boolean frameWise = batch.frameWise();
    for (int b = 0; b < batch.size(); b++) {
      network.reset();
      for (int t = 0; t < batch.lengths()[b]; t++) {
        int frame = b * batch.frames() + t;
        network.step(
            FeatureQuantizer.quantize(
                Arrays.copyOfRange(batch.features(), frame * bands, (frame + 1) * bands)));
        for (int l = 0; l < spec.layers().size(); l++) {
          float[] spikes = activity.spikes().get(l);
          int n = spec.layers().get(l).neurons();
          for (int k = 0; k < steps; k++) {
            byte[] expected = network.spikes(l, k);
            for (int i = 0; i < n; i++) {
              assertEquals(expected[i], spikes[(frame * steps + k) * n + i], what);
            }
          }
        }
        if (frameWise) {
          assertLogits(network.logits(), activity.logits(), frame * classes, unit, what);
        }
      }
      if (!frameWise) {
        assertLogits(network.logits(), activity.logits(), b * classes, unit, what);
      }
    }
  }

  private static void assertLogits(
      int[] expected, float[] found, int from, double unit, String what) {
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], found[from + k] * unit, what);
    }
  }

  private static NetworkSpec onGrid(SplittableRandom random) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 0; l <= random.nextInt(3); l++) {
      layers.add(
          new LayerSpec(
              1 + random.nextInt(37),
              NEURONS.get(random.nextInt(NEURONS.size())),
              Surrogate.of(Surrogate.Shape.values()[random.nextInt(4)]),
              false,
              random.nextBoolean(),
              0));
    }
    int classes = 2 + random.nextInt(6);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(1 + random.nextInt(12), 1),
            ENCODERS.get(random.nextInt(ENCODERS.size())),
            layers,
            random.nextBoolean()
                ? new ReadoutSpec.Keyword(1 + random.nextInt(9), classes, 20)
                : new ReadoutSpec.FrameWise(classes),
            1 + random.nextInt(2),
            null);
    NumberFormat format =
        FormatChooser.choose(
            spec,
            drawn(random.split(), spec),
            2 + random.nextInt(7),
            8 + random.nextInt(9),
            (float) random.nextDouble(1, 20),
            (float) random.nextDouble(0.1, 5));
    return spec.withFormat(format);
  }

  /** Parameters in which much happens: strong weights, some of them zero. */
  private static Parameters drawn(SplittableRandom random, NetworkSpec spec) {
    Parameters parameters = Initializer.draw(spec, random.nextDouble(0.1, 2), random.nextLong());
    for (Tensor tensor : parameters.asMap().values()) {
      for (int i = 0; tensor.shape().length == 2 && i < tensor.data().length; i++) {
        tensor.data()[i] *= random.nextInt(4);
      }
    }
    for (ParameterSpec parameter : spec.parameters()) {
      float[] data = parameters.data(parameter.name());
      for (int i = 0; i < data.length; i++) {
        switch (parameter.role()) {
          // Bands that differ.
          case STEP -> data[i] += (float) random.nextDouble(-1, 1);
          // Adaptation of either sign, some of it saturating.
          case COUPLING -> data[i] *= random.nextInt(-9, 10);
          case JUMP -> data[i] *= random.nextInt(-60, 61);
          default -> {}
        }
      }
    }
    return parameters;
  }

  private static Batch batch(SplittableRandom random, NetworkSpec spec) {
    int size = 1 + random.nextInt(3);
    int frames = 20;
    int bands = spec.features().bands();
    boolean frameWise = spec.readout() instanceof ReadoutSpec.FrameWise;
    float[] features = new float[size * frames * bands];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(random.nextInt(20) == 0 ? 30 : 4);
    }
    int[] lengths = new int[size];
    Arrays.setAll(lengths, b -> frameWise ? 1 + random.nextInt(frames) : frames);
    int[] labels = new int[frameWise ? size * frames : size];
    Arrays.setAll(
        labels,
        i ->
            frameWise && i % frames >= lengths[i / frames]
                ? Batch.PADDING
                : random.nextInt(spec.readout().classes()));
    return new Batch(size, frames, bands, features, lengths, labels, frameWise);
  }
}
