package org.keyspike.integer;

import java.util.Arrays;

/** One layer and its state while the network runs. */
final class LayerState {
  private final Columns weight;
  private final Columns recurrentOrNull;
  private final int[] bias;
  private final int[] leak;
  private final int[] threshold;
  private final int[] adaptationLeak;
  private final int[] coupling;
  private final int[] jump;
  private final int membraneMax;
  private final int[] feedForward;
  private final int[] membrane;

  /** Spikes as integers, so that the neurons are updated in one type. */
  private final int[][] flags;

  private final byte[][] spikes;
  private final ActiveInputs[] active;
  private final int[][] potentials;
  private final int[][] adaptations;

  LayerState(IntegerLayer layer, IntegerModel model) {
    weight = new Columns(layer.weight(), layer.shiftWeight());
    recurrentOrNull =
        layer.recurrent().map(u -> new Columns(u, layer.shiftRecurrent())).orElse(null);
    bias = layer.bias().values();
    leak = layer.leak().values();
    threshold = layer.threshold().values();
    IntegerAdaptation adaptation = layer.adaptation().orElse(IntegerAdaptation.NONE);
    adaptationLeak = adaptation.leak().values();
    coupling = adaptation.coupling().values();
    jump = adaptation.jump().values();
    membraneMax = model.membraneMax();
    int n = layer.neurons();
    feedForward = new int[n];
    membrane = new int[n];
    flags = new int[model.timeSteps()][n];
    spikes = new byte[model.timeSteps()][n];
    active = new ActiveInputs[model.timeSteps()];
    Arrays.setAll(active, k -> new ActiveInputs(n));
    potentials = new int[model.timeSteps()][n];
    adaptations = new int[model.timeSteps()][adaptation.neurons()];
  }

  void reset() {
    Arrays.fill(membrane, 0);
    for (int k = 0; k < spikes.length; k++) {
      Arrays.fill(flags[k], 0);
      active[k].take(flags[k], spikes[k]);
      Arrays.fill(potentials[k], 0);
      Arrays.fill(adaptations[k], 0);
    }
  }

  /** Sums b + W s. What was summed stays for every step until the next call. */
  void feed(ActiveInputs inputs) {
    weight.add(inputs, bias, feedForward);
  }

  /** Sums b + W x for a frame of features. */
  void feedFeatures(byte[] features, int offset, int bands) {
    weight.addUnsigned(features, offset, bands, bias, feedForward);
  }

  /** Step k of a frame; what is active at k is still step k of the previous frame. */
  void update(int k) {
    int[] current = potentials[k];
    if (recurrentOrNull == null) {
      System.arraycopy(feedForward, 0, current, 0, current.length);
    } else {
      recurrentOrNull.add(active[k], feedForward, current);
    }
    // The step before, which for the first of a frame is the last of the previous one.
    int before = (k + spikes.length - 1) % spikes.length;
    IntegerNeurons.adapt(
        adaptationLeak,
        coupling,
        jump,
        membrane,
        flags[before],
        adaptations[before],
        adaptations[k],
        current);
    IntegerNeurons.step(leak, threshold, membraneMax, membrane, current, flags[k]);
    active[k].take(flags[k], spikes[k]);
  }

  /** Numbers of the neurons that spike. */
  ActiveInputs active(int k) {
    return active[k];
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
