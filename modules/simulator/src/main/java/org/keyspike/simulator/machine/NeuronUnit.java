package org.keyspike.simulator.machine;

import java.util.Arrays;
import org.keyspike.hardware.LayerImage;
import org.keyspike.simulator.Event;

/** The parameters and membranes of one layer: leak, threshold, soft reset, adaptation. */
final class NeuronUnit {
  private static final int[] NONE = {};

  private final LayerPlace place;
  private final Units units;
  private final int membraneMax;
  private final int[] leak;
  private final int[] threshold;
  private final int[] bias;
  private final AdaptationUnit adaptationOrNull;
  private final short[] membrane;
  private final byte[] fired;
  private final int[][] potentials;

  NeuronUnit(LayerImage layer, LayerPlace place, Units units, int membraneMax, int timeSteps) {
    this.place = place;
    this.units = units;
    this.membraneMax = membraneMax;
    leak = layer.leak().values();
    threshold = layer.threshold().values();
    bias = layer.bias().values();
    adaptationOrNull = layer.adaptation().map(a -> new AdaptationUnit(a, timeSteps)).orElse(null);
    membrane = new short[place.neurons()];
    fired = new byte[units.laneCount()];
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

  boolean adaptive() {
    return adaptationOrNull != null;
  }

  /** u of every neuron at a step of the last frame: a look from outside, not a memory. */
  int[] potentials(int step) {
    return potentials[step];
  }

  /** w of every neuron at a step of the last frame, or empty without adaptation. */
  int[] adaptations(int step) {
    return adaptationOrNull == null ? NONE : adaptationOrNull.used(step);
  }

  /**
   * Updates the neurons of a group.
   *
   * @param current sums of the lanes
   * @return the spike words that it writes
   */
  int update(int group, int step, int parity, int[] current) {
    int first = group * units.laneCount();
    int count = place.weight().count(group);
    for (int lane = 0; lane < count; lane++) {
      int n = first + lane;
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
    units.counter().add(Event.UPDATES, count);
    units.counter().add(Event.ADAPTATIONS, adaptationOrNull == null ? 0 : count);
    return units.spikes().put(place.spikes()[parity][step], first, fired, count);
  }
}
