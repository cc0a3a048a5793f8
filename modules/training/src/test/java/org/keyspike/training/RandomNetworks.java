package org.keyspike.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.FormatChooser;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/** Networks of every kind, of odd sizes, and batches for them: what engines are compared on. */
public final class RandomNetworks {
  private static final int FRAMES = 14;

  private RandomNetworks() {}

  /** A float network of up to 3 layers. */
  public static NetworkSpec real(SplittableRandom random, int largest) {
    return network(random, largest, true);
  }

  /** A network on random integer grids. */
  public static NetworkSpec onGrid(SplittableRandom random) {
    NetworkSpec spec = network(random, 37, false);
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

  /**
   * A network on random integer grids with neurons of every kind and delays. Outputs that have bits
   * below the point leave membranes fewer above it.
   */
  public static NetworkSpec moreKindsOnGrid(SplittableRandom random) {
    NetworkSpec spec =
        NetworkDraw.from(random)
            .moreKinds()
            .delays(random.nextInt(4) == 0 ? LayerSpec.MOST_DELAY : 7)
            .neurons(1, 30)
            .hidden(1, 9)
            .frames(FRAMES, FRAMES)
            .spec()
            .folded();
    return spec.withFormat(
        FormatChooser.choose(
            spec,
            drawn(random.split(), spec),
            2 + random.nextInt(7),
            8 + random.nextInt(9),
            (float) random.nextDouble(1, 15),
            (float) random.nextDouble(0.1, 5)));
  }

  /** A network on a grid with scales in the layers that can have them, one in four left out. */
  public static NetworkSpec scaled(SplittableRandom random, NetworkSpec onGrid) {
    NumberFormat format = onGrid.format();
    List<NumberFormat.LayerFormat> layers = new ArrayList<>(format.layers());
    for (int l = 0; l < layers.size(); l++) {
      if (onGrid.layers().get(l).neuron().scalable() && random.nextInt(4) > 0) {
        layers.set(l, layers.get(l).withScales());
      }
    }
    return onGrid.withFormat(
        new NumberFormat(format.weightBits(), format.membraneBits(), layers, format.readout()));
  }

  private static NetworkSpec network(SplittableRandom random, int largest, boolean real) {
    // The edge of a boxcar is as sharp as a threshold: only on the grid is it met exactly.
    List<Surrogate.Shape> shapes = new ArrayList<>(List.of(Surrogate.Shape.values()));
    if (real) {
      shapes.remove(Surrogate.Shape.BOXCAR);
    }
    // Batch norm of a current with one or two inputs takes away all but rounding from their
    // weights.
    int smallest = real ? 6 : 1;
    NetworkDraw draw =
        NetworkDraw.from(random)
            .neurons(smallest, smallest + largest - 1)
            .bands(smallest, smallest + 11)
            .hidden(1, 9)
            .frames(FRAMES, FRAMES)
            .surrogates(shapes)
            .attachedResets();
    // On the grid nothing is dropped, whatever the spec says.
    return real ? draw.batchNorm().dropout().spec() : draw.dropout().spec();
  }

  /** Parameters in which much happens: strong weights, some of them zero. */
  public static Parameters drawn(SplittableRandom random, NetworkSpec spec) {
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
          // From what every potential reaches to what none does.
          case THRESHOLD -> data[i] *= random.nextInt(5);
          // Thresholds from the smallest that can be to one that the membrane hardly reaches.
          case SCALE -> data[i] = (float) Math.pow(2, random.nextDouble(-12, 2));
          default -> {}
        }
      }
    }
    return parameters;
  }

  /**
   * Parameters that neither oscillate nor explode, so that float rounding stays small: twice the
   * initial weights, every other number near where learning starts.
   */
  public static Parameters mild(SplittableRandom random, NetworkSpec spec) {
    Parameters parameters = Initializer.draw(spec, random.nextDouble(0.1, 2), random.nextLong());
    for (ParameterSpec parameter : spec.parameters()) {
      float[] data = parameters.data(parameter.name());
      for (int i = 0; i < data.length; i++) {
        switch (parameter.role()) {
          case WEIGHT -> data[i] *= 2;
          case STEP, RUNNING_MEAN, NORM_SHIFT -> data[i] += (float) random.nextDouble(-0.5, 0.5);
          case NORM_SCALE, RUNNING_VARIANCE -> data[i] *= (float) random.nextDouble(0.5, 2);
          default -> {}
        }
      }
    }
    return parameters;
  }

  /** A batch of 1 to {@code largest} clips, frame-wise of different lengths. */
  public static Batch batch(SplittableRandom random, NetworkSpec spec, int largest) {
    int size = 1 + random.nextInt(largest);
    int bands = spec.features().bands();
    boolean frameWise = spec.readout() instanceof ReadoutSpec.FrameWise;
    float[] features = new float[size * FRAMES * bands];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(random.nextInt(20) == 0 ? 30 : 4);
    }
    int[] lengths = new int[size];
    Arrays.setAll(lengths, b -> frameWise ? 1 + random.nextInt(FRAMES) : FRAMES);
    int[] labels = new int[frameWise ? size * FRAMES : size];
    Arrays.setAll(
        labels,
        i ->
            frameWise && i % FRAMES >= lengths[i / FRAMES]
                ? Batch.PADDING
                : random.nextInt(spec.readout().classes()));
    return new Batch(size, FRAMES, bands, features, lengths, labels, frameWise);
  }

  /** A network with surrogates of other slopes and gains than the usual ones, many with few > 0. */
  public static NetworkSpec narrow(SplittableRandom random, NetworkSpec spec) {
    Surrogate.Shape[] shapes = Surrogate.Shape.values();
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec layer : spec.layers()) {
      Surrogate surrogate =
          new Surrogate(
              shapes[random.nextInt(shapes.length)],
              (float) random.nextDouble(1, 10),
              (float) random.nextDouble(0.1, 0.6));
      layers.add(
          new LayerSpec(
              layer.neurons(),
              layer.neuron(),
              surrogate,
              layer.batchNorm(),
              layer.detachReset(),
              layer.dropout()));
    }
    return new NetworkSpec(
        spec.features(), spec.encoder(), layers, spec.readout(), spec.timeSteps(), spec.format());
  }

  /** An objective of any rule, with every penalty and perhaps a teacher of a batch. */
  public static Objective objective(SplittableRandom random, NetworkSpec spec, Batch batch) {
    Objective plain = objective(random, spec);
    if (random.nextBoolean()) {
      return plain;
    }
    float[] answers = new float[batch.labels().length * spec.readout().classes()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = (float) random.nextDouble(-4, 4);
    }
    return new Objective(
        plain.rule(),
        plain.feedback(),
        plain.activity(),
        plain.encoderRateWeight(),
        plain.targets(),
        Optional.of(
            new SoftTargets(answers, 0.25 + 0.75 * random.nextInt(2), random.nextDouble(0.5, 4))),
        plain.encoder(),
        plain.seed(),
        plain.sigma());
  }

  /**
   * A penalty on the activity of layers: on rates from 0 on or above targets, and where all layers
   * put out spikes perhaps on cycles.
   */
  private static ActivityPenalty activity(SplittableRandom random, NetworkSpec spec) {
    List<Double> targets = new ArrayList<>();
    List<CycleCost.Layer> costs = new ArrayList<>();
    boolean spikes = true;
    for (LayerSpec layer : spec.layers()) {
      targets.add(random.nextDouble(0.01, 0.5));
      costs.add(new CycleCost.Layer(random.nextDouble(3), random.nextDouble(3)));
      spikes &= layer.code() instanceof OutputCode.Spikes;
    }
    boolean cycles = spikes && random.nextBoolean();
    return new ActivityPenalty(
        random.nextInt(2) * 0.3,
        random.nextBoolean() ? targets : List.of(),
        cycles ? 0.2 : 0,
        cycles ? costs : List.of());
  }

  /** Targets that are smoothed over all classes, over groups of some, over both or not at all. */
  private static LabelTargets targets(SplittableRandom random, int classes) {
    int[] groups = random.ints(classes, 0, 3).toArray();
    return LabelTargets.smoothed(random.nextInt(2) * 0.1, random.nextInt(2) * 0.6, groups);
  }

  /** An objective of any rule, with every penalty. */
  public static Objective objective(SplittableRandom random, NetworkSpec spec) {
    LearningRule rule =
        switch (random.nextInt(4)) {
          case 0 -> new Bptt();
          case 1 -> new DfaInstant();
          case 2 -> new DfaTrace();
          default ->
              new Desire(
                  random.nextDouble(0.1, 0.5),
                  random.nextDouble(0.01, 0.3),
                  random.nextInt(4) == 0 ? 0 : random.nextDouble(0.5, 0.95),
                  random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble(0.1, 2));
        };
    EncoderLearning[] goals = EncoderLearning.values();
    return new Objective(
        rule,
        rule.feedback() ? Feedback.draw(spec, random.nextLong()) : Feedback.NONE,
        activity(random, spec),
        rule.movesEncoder() ? random.nextInt(2) * 0.2 : 0,
        targets(random, spec.readout().classes()),
        // Rules that stop gradients at the estimates cannot learn to reconstruct.
        Optional.empty(),
        goals[random.nextInt(rule.stops().recurrence() ? 2 : goals.length)],
        random.nextLong(),
        DelayLearning.LAST_SIGMA);
  }
}
