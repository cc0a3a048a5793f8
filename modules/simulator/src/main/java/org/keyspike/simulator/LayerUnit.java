package org.keyspike.simulator;

import java.util.Arrays;
import org.keyspike.hardware.LayerImage;

/**
 * Runs one layer over its groups: scan and add W, scan and add U, then leak, threshold and reset,
 * one cycle a step. Parameters and membranes of a group are one word each, read before its first
 * step; the membranes are written after the last. An adaptive layer has a second word of each, and
 * two more cycles a step for the two products of w.
 */
final class LayerUnit {
  private static final int LEAKY_CYCLES = 1;
  private static final int ADAPTIVE_CYCLES = 3;
  private static final int[] NONE = {};

  private final LayerPlace place;
  private final int lanes;
  private final int membraneMax;
  private final SpikeMemory spikes;
  private final ZeroSkipUnit zeroSkip;
  private final Lanes adders;
  private final Counter counter;
  private final int[] leak;
  private final int[] threshold;
  private final int[] bias;
  private final AdaptationUnit adaptationOrNull;
  private final int words;
  private final short[] membrane;
  private final byte[] fired;
  private final int[][] potentials;

  LayerUnit(
      LayerImage layer,
      LayerPlace place,
      int membraneMax,
      int timeSteps,
      int lanes,
      SpikeMemory spikes,
      ZeroSkipUnit zeroSkip,
      Lanes adders,
      Counter counter) {
    this.place = place;
    this.lanes = lanes;
    this.membraneMax = membraneMax;
    this.spikes = spikes;
    this.zeroSkip = zeroSkip;
    this.adders = adders;
    this.counter = counter;
    leak = layer.leak().values();
    threshold = layer.threshold().values();
    bias = layer.bias().values();
    adaptationOrNull = layer.adaptation().map(a -> new AdaptationUnit(a, timeSteps)).orElse(null);
    words = adaptationOrNull == null ? 1 : 2;
    membrane = new short[place.neurons()];
    fired = new byte[lanes];
    potentials = new int[timeSteps][place.neurons()];
  }

  void clear() {
    Arrays.fill(membrane, (short) 0);
    if (adaptationOrNull != null) {
      adaptationOrNull.clear();
    }
  }

  LayerPlace place() {
    return place;
  }

  /** u of every neuron at a step of the last frame: a look from outside, not a memory. */
  int[] potentials(int step) {
    return potentials[step];
  }

  /** w of every neuron at a step of the last frame, or empty without adaptation. */
  int[] adaptations(int step) {
    return adaptationOrNull == null ? NONE : adaptationOrNull.used(step);
  }

  /** One frame with spikes as input: a region for each step, or one for all. */
  void run(int[] input, int parity) {
    int all = (1 << potentials.length) - 1;
    for (int group = 0; group < place.groups(); group++) {
      adders.clear();
      int active = zeroSkip.scan(Phase.FEED_FORWARD, input, place.weight().columns());
      for (int i = 0; i < active; i++) {
        int steps = input.length == 1 ? all : zeroSkip.steps(i);
        int address = place.weight().address(zeroSkip.input(i), group);
        adders.addInSteps(place.weight().word(), address, count(group), place.shiftWeight(), steps);
      }
      finish(group, parity);
    }
  }

  /** One frame with features as input, bit by bit, once for all steps. */
  void run(BitPlanes input, int parity) {
    for (int group = 0; group < place.groups(); group++) {
      adders.clear();
      for (int bit = 0; bit < Layout.PLANES; bit++) {
        int active = zeroSkip.scan(Phase.FEED_FORWARD, input.region(bit), place.weight().columns());
        for (int i = 0; i < active; i++) {
          int address = place.weight().address(zeroSkip.input(i), group);
          adders.addMerged(
              place.weight().word(), address, count(group), place.shiftWeight() + bit, 1);
        }
      }
      adders.share();
      finish(group, parity);
    }
  }

  private void finish(int group, int parity) {
    if (place.recurrent() != null) {
      int active = zeroSkip.scan(Phase.RECURRENT, place.spikes()[1 - parity], place.neurons());
      for (int i = 0; i < active; i++) {
        int address = place.recurrent().address(zeroSkip.input(i), group);
        adders.addInSteps(
            place.recurrent().word(),
            address,
            count(group),
            place.shiftRecurrent(),
            zeroSkip.steps(i));
      }
    }
    counter.reads(Memory.PARAMETER, words);
    counter.reads(Memory.MEMBRANE, words);
    for (int step = 0; step < potentials.length; step++) {
      update(group, step);
      spikes.write(place.spikes()[parity][step], group * lanes, fired, 0, count(group));
      counter.cycles(Phase.UPDATE, adaptationOrNull == null ? LEAKY_CYCLES : ADAPTIVE_CYCLES);
    }
    counter.writes(Memory.MEMBRANE, words);
  }

  private void update(int group, int step) {
    int[] current = adders.accumulator(step);
    int count = count(group);
    for (int lane = 0; lane < count; lane++) {
      int n = group * lanes + lane;
      int u = (leak[n] * membrane[n] + 128 >> 8) + current[lane] + bias[n];
      if (adaptationOrNull != null) {
        u -= adaptationOrNull.use(step, n);
      }
      u = Math.min(Math.max(u, -membraneMax - 1), membraneMax);
      boolean spike = u >= threshold[n];
      fired[lane] = (byte) (spike ? 1 : 0);
      membrane[n] = (short) (spike ? u - threshold[n] : u);
      potentials[step][n] = u;
      if (adaptationOrNull != null) {
        adaptationOrNull.advance(n, membrane[n], spike);
      }
    }
    counter.updates(count);
    counter.adaptations(adaptationOrNull == null ? 0 : count);
  }

  private int count(int group) {
    return Math.min(lanes, place.neurons() - group * lanes);
  }
}
