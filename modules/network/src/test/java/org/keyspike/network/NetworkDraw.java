package org.keyspike.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A draw of float networks for tests: every kind of encoder, neuron and readout, odd sizes. A test
 * narrows the draw to what it is about; two draws with the same settings and the same state of the
 * random generator give the same network.
 */
public final class NetworkDraw {
  private static final List<Neuron> NEURONS =
      List.of(new Lif(), new RecurrentLif(), new AdaptiveLif(), new RecurrentAdaptiveLif());
  private static final List<EncoderSpec> ENCODERS =
      List.of(
          new EncoderSpec.Residual(false),
          new EncoderSpec.Residual(true),
          new EncoderSpec.StepForward(),
          new EncoderSpec.Direct());

  private static final List<Neuron> MORE_NEURONS =
      List.of(
          new ShiftLif(),
          new RecurrentShiftLif(),
          new Fatrelu(),
          new RecurrentFatrelu(),
          new SiLif(),
          new RecurrentSiLif());

  private final SplittableRandom random;
  private Sizes layers = new Sizes(1, 3);
  private Sizes neurons = new Sizes(1, 30);
  private List<Integer> exact = List.of();
  private Sizes bands = new Sizes(1, 12);
  private Sizes hidden = new Sizes(1, 19);
  private Sizes classes = new Sizes(2, 7);
  private Sizes frames = new Sizes(1, 100);
  private double gain = 1;
  private List<Neuron> kinds = NEURONS;
  private List<EncoderSpec> encoders = ENCODERS;
  private List<Surrogate.Shape> shapes = List.of(Surrogate.Shape.BOXCAR);
  private boolean frameWise = true;
  private boolean batchNorm;
  private boolean attached;
  private boolean dropout;
  private int mostDelay;
  private boolean resets;

  /** What a size is drawn from, both ends included. */
  private record Sizes(int fewest, int most) {
    int draw(SplittableRandom random) {
      return random.nextInt(fewest, most + 1);
    }
  }

  private NetworkDraw(SplittableRandom random) {
    this.random = random;
  }

  /** A draw of networks without batch norm or dropout, of 1 to 3 layers. */
  public static NetworkDraw from(SplittableRandom random) {
    return new NetworkDraw(random);
  }

  /** How many layers. */
  public NetworkDraw layers(int fewest, int most) {
    layers = new Sizes(fewest, most);
    return this;
  }

  /** How many neurons a layer has. */
  public NetworkDraw neurons(int fewest, int most) {
    neurons = new Sizes(fewest, most);
    return this;
  }

  /** Layers of exactly these sizes, first to last. */
  public NetworkDraw layersOf(Integer... sizes) {
    exact = List.of(sizes);
    return this;
  }

  /** How many bands of features. */
  public NetworkDraw bands(int fewest, int most) {
    bands = new Sizes(fewest, most);
    return this;
  }

  /** How many hidden units a keyword readout has. */
  public NetworkDraw hidden(int fewest, int most) {
    hidden = new Sizes(fewest, most);
    return this;
  }

  /** How many classes. */
  public NetworkDraw classes(int fewest, int most) {
    classes = new Sizes(fewest, most);
    return this;
  }

  /** How many frames a keyword readout takes. */
  public NetworkDraw frames(int fewest, int most) {
    frames = new Sizes(fewest, most);
    return this;
  }

  /** The gain of the front end. */
  public NetworkDraw gain(double value) {
    gain = value;
    return this;
  }

  /** Kinds of neuron to draw from; all without this. */
  public NetworkDraw kinds(Neuron... some) {
    kinds = List.of(some);
    return this;
  }

  /** Also kinds with outputs or parameters of their own. */
  public NetworkDraw moreKinds() {
    kinds = new ArrayList<>(NEURONS);
    kinds.addAll(MORE_NEURONS);
    return this;
  }

  /** Delays of up to so many frames in half of the layers. */
  public NetworkDraw delays(int most) {
    mostDelay = most;
    return this;
  }

  /** A reset to zero in half of the layers that can have one. */
  public NetworkDraw resetsToZero() {
    resets = true;
    return this;
  }

  /** Encoders to draw from; all without this. */
  public NetworkDraw encoders(EncoderSpec... some) {
    encoders = List.of(some);
    return this;
  }

  /** Surrogates to draw from; boxcar without this. */
  public NetworkDraw surrogates(List<Surrogate.Shape> some) {
    shapes = List.copyOf(some);
    return this;
  }

  /** One answer a clip: no readout frame by frame. */
  public NetworkDraw keywords() {
    frameWise = false;
    return this;
  }

  /** Batch norm in some layers. */
  public NetworkDraw batchNorm() {
    batchNorm = true;
    return this;
  }

  /** A gradient through the reset in some layers. */
  public NetworkDraw attachedResets() {
    attached = true;
    return this;
  }

  /** Dropout of a quarter in some layers. */
  public NetworkDraw dropout() {
    dropout = true;
    return this;
  }

  /** The next network. */
  public NetworkSpec spec() {
    int count = exact.isEmpty() ? layers.draw(random) : exact.size();
    List<LayerSpec> drawn = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      drawn.add(layer(exact.isEmpty() ? neurons.draw(random) : exact.get(l)));
    }
    int answers = classes.draw(random);
    return new NetworkSpec(
        new FeatureSpec(bands.draw(random), gain),
        one(encoders),
        drawn,
        frameWise && random.nextBoolean()
            ? new ReadoutSpec.FrameWise(answers)
            : new ReadoutSpec.Keyword(hidden.draw(random), answers, frames.draw(random)),
        1 + random.nextInt(2),
        null);
  }

  private LayerSpec layer(int size) {
    Neuron neuron = one(kinds);
    Surrogate surrogate = Surrogate.of(one(shapes));
    boolean norm = batchNorm && random.nextBoolean();
    boolean detached = !attached || random.nextBoolean();
    double dropped = dropout && random.nextBoolean() ? 0.25 : 0;
    OutputCode code =
        switch (neuron.outputs()) {
          case SPIKES -> new OutputCode.Spikes(reset(neuron));
          case POWERS_OF_TWO -> new OutputCode.PowersOfTwo(random.nextInt(2, 5));
          case GRADED -> new OutputCode.Graded(random.nextInt(1, 5));
        };
    int late = mostDelay > 0 && random.nextBoolean() ? random.nextInt(1, mostDelay + 1) : 0;
    return new LayerSpec(size, neuron, surrogate, norm, detached, dropped, code, late);
  }

  private Reset reset(Neuron neuron) {
    boolean zero = resets && neuron.resetsToZero() && random.nextBoolean();
    return zero ? Reset.ZERO : Reset.SUBTRACT;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
