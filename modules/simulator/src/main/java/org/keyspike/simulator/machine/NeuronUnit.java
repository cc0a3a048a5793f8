package org.keyspike.simulator.machine;

import org.keyspike.simulator.Event;

/**
 * The update of the neurons of one layer: leak, threshold, soft reset, adaptation. Parameters and
 * membranes are those of its words in the memories; of parameters, which nothing writes to while
 * the machine runs, it keeps the fields.
 */
final class NeuronUnit {
  private static final int[] NONE = {};

  private final LayerPlace place;
  private final Units units;
  private final int membraneMax;
  private final int unused;
  private final LaneMemory parameters;
  private final int[] leak;
  private final int[] threshold;
  private final int[] bias;
  private int changes = -1;
  private final long[] membranes;
  private final AdaptationUnit adaptationOrNull;
  private final byte[] fired;
  private final int[][] potentials;

  NeuronUnit(LayerPlace place, boolean adaptive, Units units, int membraneMax, int timeSteps) {
    this.place = place;
    this.units = units;
    this.membraneMax = membraneMax;
    parameters = units.memories().parameters();
    leak = new int[place.neurons()];
    threshold = new int[place.neurons()];
    bias = new int[place.neurons()];
    membranes = units.memories().membranes().cells();
    unused = Long.SIZE - units.memories().membranes().laneBits();
    adaptationOrNull = adaptive ? new AdaptationUnit(place, units.memories(), timeSteps) : null;
    fired = new byte[units.laneCount()];
    potentials = new int[timeSteps][place.neurons()];
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
    readParameters();
    int[] potential = potentials[step];
    int state = units.memories().membranes().first(place.membraneWord(group));
    if (adaptationOrNull != null) {
      adaptationOrNull.begin(group);
    }
    for (int lane = 0; lane < count; lane++) {
      int n = first + lane;
      int before = (int) (membranes[state + lane] << unused >> unused);
      int u = (leak[n] * before + 128 >> 8) + current[lane];
      u += bias[n];
      if (adaptationOrNull != null) {
        u -= adaptationOrNull.use(step, lane);
      }
      u = Math.min(Math.max(u, -membraneMax - 1), membraneMax);
      boolean spike = u >= threshold[n];
      fired[lane] = (byte) (spike ? 1 : 0);
      long reset = (long) (spike ? u - threshold[n] : u) << unused;
      int after = (int) (reset >> unused);
      membranes[state + lane] = reset >>> unused;
      potential[n] = u;
      if (adaptationOrNull != null) {
        adaptationOrNull.advance(lane, after, spike);
      }
    }
    units.counter().add(Event.UPDATES, count);
    units.counter().add(Event.ADAPTATIONS, adaptationOrNull == null ? 0 : count);
    return units.spikes().put(place.spikes()[parity][step], first, fired, count);
  }

  /** Takes the words of the parameters apart, unless they are those that it took apart last. */
  private void readParameters() {
    if (changes == parameters.changes()) {
      return;
    }
    changes = parameters.changes();
    // The lanes of a layer's words lie one after the other, so that neuron n has lane n.
    int from = parameters.first(place.parameterWord(0));
    for (int n = 0; n < leak.length; n++) {
      long cell = parameters.cells()[from + n];
      leak[n] = LaneField.LEAK.of(cell);
      threshold[n] = LaneField.THRESHOLD.of(cell);
      bias[n] = LaneField.BIAS.of(cell);
    }
  }
}
