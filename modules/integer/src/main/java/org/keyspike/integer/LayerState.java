package org.keyspike.integer;

import java.util.Arrays;

/** One layer and its state while the network runs. */
final class LayerState {
  private final Columns weight;
  private final Columns recurrent;
  private final int[] bias;
  private final int[] leak;
  private final int[] threshold;
  private final int[] adaptationLeak;
  private final int[] coupling;
  private final int[] jump;
  private final int shiftWeight;
  private final int shiftRecurrent;
  private final int membraneMax;
  private final int[] feedForward;
  private final int[] fedBack;
  private final int[] membrane;
  private final byte[][] spikes;
  private final int[][] potentials;
  private final int[][] adaptations;

  LayerState(IntegerLayer layer, IntegerModel model) {
    weight = new Columns(layer.weight());
    recurrent = layer.recurrent().map(Columns::new).orElse(null);
    bias = layer.bias().values();
    leak = layer.leak().values();
    threshold = layer.threshold().values();
    IntegerAdaptation adaptation = layer.adaptation().orElse(IntegerAdaptation.NONE);
    adaptationLeak = adaptation.leak().values();
    coupling = adaptation.coupling().values();
    jump = adaptation.jump().values();
    shiftWeight = layer.shiftWeight();
    shiftRecurrent = layer.shiftRecurrent();
    membraneMax = model.membraneMax();
    int n = layer.neurons();
    feedForward = new int[n];
    fedBack = new int[n];
    membrane = new int[n];
    spikes = new byte[model.timeSteps()][n];
    potentials = new int[model.timeSteps()][n];
    adaptations = new int[model.timeSteps()][adaptation.neurons()];
  }

  void reset() {
    Arrays.fill(membrane, 0);
    for (int k = 0; k < spikes.length; k++) {
      Arrays.fill(spikes[k], (byte) 0);
      Arrays.fill(potentials[k], 0);
      Arrays.fill(adaptations[k], 0);
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
    // The step before, which for the first of a frame is the last of the previous one.
    int before = (k + spikes.length - 1) % spikes.length;
    IntegerNeurons.adapt(
        adaptationLeak,
        coupling,
        jump,
        membrane,
        spikes[before],
        adaptations[before],
        adaptations[k],
        current);
    IntegerNeurons.step(leak, threshold, membraneMax, membrane, current, spikes[k]);
  }

  byte[] spikes(int k) {
    return spikes[k];
  }

  int[] potentials(int k) {
    return potentials[k];
  }

  /** w, (N), or empty without adaptation. */
  int[] adaptations(int k) {
    return adaptations[k];
  }
}
