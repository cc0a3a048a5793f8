package org.keyspike.integer;

import java.util.Arrays;

/** One layer and its state while the network runs. */
final class LayerState {
  private final Columns weight;
  private final Columns recurrent;
  private final int[] bias;
  private final int[] leak;
  private final int[] threshold;
  private final int shiftWeight;
  private final int shiftRecurrent;
  private final int membraneMax;
  private final int[] feedForward;
  private final int[] fedBack;
  private final int[] membrane;
  private final byte[][] spikes;
  private final int[][] potentials;

  LayerState(IntegerLayer layer, IntegerModel model) {
    weight = new Columns(layer.weight());
    recurrent = layer.recurrent().map(Columns::new).orElse(null);
    bias = layer.bias().values();
    leak = layer.leak().values();
    threshold = layer.threshold().values();
    shiftWeight = layer.shiftWeight();
    shiftRecurrent = layer.shiftRecurrent();
    membraneMax = model.membraneMax();
    int n = layer.neurons();
    feedForward = new int[n];
    fedBack = new int[n];
    membrane = new int[n];
    spikes = new byte[model.timeSteps()][n];
    potentials = new int[model.timeSteps()][n];
  }

  void reset() {
    Arrays.fill(membrane, 0);
    for (int k = 0; k < spikes.length; k++) {
      Arrays.fill(spikes[k], (byte) 0);
      Arrays.fill(potentials[k], 0);
    }
  }

  /** Sums W s. What was summed stays for every step until the next call. */
  void feed(byte[] inputs) {
    weight.multiply(inputs, feedForward);
  }

  /** Sums W x for a frame of features. */
  void feedFeatures(byte[] features, int offset, int bands) {
    weight.multiplyUnsigned(features, offset, bands, feedForward);
  }

  /** Step k of a frame; {@code spikes[k]} still holds step k of the previous frame. */
  void update(int k) {
    if (recurrent != null) {
      recurrent.multiply(spikes[k], fedBack);
    }
    int[] current = potentials[k];
    for (int n = 0; n < current.length; n++) {
      current[n] = (feedForward[n] << shiftWeight) + (fedBack[n] << shiftRecurrent) + bias[n];
    }
    IntegerNeurons.step(leak, threshold, membraneMax, membrane, current, spikes[k]);
  }

  byte[] spikes(int k) {
    return spikes[k];
  }

  int[] potentials(int k) {
    return potentials[k];
  }
}
