package org.keyspike.analysis.throughput;

import java.util.List;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** The networks that are measured: two R-LIF layers, boxcar surrogate with k = 2. */
public enum TestNetwork {
  /** Thirteen words. */
  SMALL_KEYWORD(320, 256, 13, false),
  /** All words of Speech Commands. */
  LARGE_KEYWORD(320, 512, 35, false),
  /** Senones, frame by frame. */
  FRAME_WISE(40, 256, 1920, true);

  /** Frames of a clip, T: one second. */
  static final int FRAMES = 100;

  /** Hidden units of the keyword readout, as recipes have by default. */
  private static final int READOUT_HIDDEN = 64;

  private final int inputs;
  private final int neurons;
  private final int classes;
  private final boolean frameWise;

  TestNetwork(int inputs, int neurons, int classes, boolean frameWise) {
    this.inputs = inputs;
    this.neurons = neurons;
    this.classes = classes;
    this.frameWise = frameWise;
  }

  /** Inputs, neurons of both layers and classes, as in {@code 320-512-512-35}. */
  public String title() {
    return inputs + "-" + neurons + "-" + neurons + "-" + classes;
  }

  int inputs() {
    return inputs;
  }

  int classes() {
    return classes;
  }

  boolean frameWise() {
    return frameWise;
  }

  /** The network; its inputs go to the first layer as they are. */
  NetworkSpec spec() {
    LayerSpec layer =
        new LayerSpec(
            neurons, new RecurrentLif(), new Surrogate(Surrogate.Shape.BOXCAR, 2), false, true, 0);
    return new NetworkSpec(
        new FeatureSpec(inputs, 1),
        new EncoderSpec.Direct(),
        List.of(layer, layer),
        frameWise
            ? new ReadoutSpec.FrameWise(classes)
            : new ReadoutSpec.Keyword(READOUT_HIDDEN, classes, FRAMES),
        1,
        null);
  }
}
