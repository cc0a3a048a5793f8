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

  private final IntegerCode code;

  /** Of the steps of a frame, the features' apart; each null without delays. */
  private final DelayLine[] delays;

  private final FeatureDelays featureDelaysOrNull;

  /** Outputs as integers, so that the neurons are updated in one type. */
  private final int[][] outputs;

  private final byte[][] spikes;
  private final ActiveInputs[] active;
  private final int[][] potentials;
  private final int[][] adaptations;

  /**
   * @param l from 0
   */
  LayerState(IntegerModel model, int l) {
    IntegerLayer layer = model.layers().get(l);
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
    code = layer.code();
    boolean features = l == 0 && model.encoder() instanceof IntegerEncoder.Direct;
    featureDelaysOrNull = features ? layer.delays().map(FeatureDelays::new).orElse(null) : null;
    delays = new DelayLine[model.timeSteps()];
    if (layer.delays().isPresent() && !features) {
      IntegerCode below = l == 0 ? IntegerCode.SPIKES : model.layers().get(l - 1).code();
      // A frame's input of the first layer is the same in all its steps: it passes once.
      int lines = l == 0 ? 1 : delays.length;
      for (int k = 0; k < lines; k++) {
        delays[k] = new DelayLine(layer.delays().get(), below);
      }
    }
    outputs = new int[model.timeSteps()][n];
    spikes = new byte[model.timeSteps()][n];
    active = new ActiveInputs[model.timeSteps()];
    Arrays.setAll(active, k -> new ActiveInputs(n, code));
    potentials = new int[model.timeSteps()][n];
    adaptations = new int[model.timeSteps()][adaptation.neurons()];
  }

  void reset() {
    Arrays.fill(membrane, 0);
    for (int k = 0; k < spikes.length; k++) {
      Arrays.fill(outputs[k], 0);
      active[k].take(outputs[k], spikes[k]);
      if (delays[k] != null) {
        delays[k].reset();
      }
      Arrays.fill(potentials[k], 0);
      Arrays.fill(adaptations[k], 0);
    }
    if (featureDelaysOrNull != null) {
      featureDelaysOrNull.reset();
    }
  }

  /**
   * Sums b + W s of step k, of the first layer of a frame. What was summed stays for every step
   * until the next call.
   */
  void feed(int k, ActiveInputs inputs) {
    weight.add(delays[k] == null ? inputs : delays[k].next(inputs), bias, feedForward);
  }

  /** Sums b + W x for a frame of features. */
  void feedFeatures(byte[] features, int offset, int bands) {
    if (featureDelaysOrNull == null) {
      weight.addUnsigned(features, offset, bands, bias, feedForward);
    } else {
      byte[] delayed = featureDelaysOrNull.next(features, offset);
      weight.addUnsigned(delayed, 0, bands, bias, feedForward);
    }
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
        outputs[before],
        adaptations[before],
        adaptations[k],
        current);
    fire(current, outputs[k]);
    active[k].take(outputs[k], spikes[k]);
  }

  private void fire(int[] current, int[] fired) {
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      IntegerNeurons.integrate(leak, membraneMax, membrane, current);
      IntegerNeurons.firePowers(powers.levels(), threshold, current, membrane, fired);
    } else if (code instanceof IntegerCode.Graded graded) {
      IntegerNeurons.integrate(leak, membraneMax, membrane, current);
      IntegerNeurons.fireGraded(
          graded.largest(), graded.shift(), threshold, current, membrane, fired);
    } else if (code.resetsToZero()) {
      IntegerNeurons.integrate(leak, membraneMax, membrane, current);
      IntegerNeurons.fireToZero(threshold, current, membrane, fired);
    } else {
      IntegerNeurons.step(leak, threshold, membraneMax, membrane, current, fired);
    }
  }

  /** The neurons whose output is not 0. */
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
