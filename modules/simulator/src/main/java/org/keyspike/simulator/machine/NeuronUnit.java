package org.keyspike.simulator.machine;

import org.keyspike.simulator.Event;

/**
 * The update of the neurons of one layer: leak, threshold, soft reset, adaptation. Parameters and
 * membranes are those of its words in the memories.
 */
final class NeuronUnit {
  private static final int[] NONE = {};

  private final LayerPlace place;
  private final Units units;
  private final int membraneMax;
  private final int unused;
  private final KeptField leaks;
  private final KeptField thresholds;
  private final KeptField biases;
  private final long[] membranes;
  private final AdaptationUnit adaptationOrNull;
  private final byte[] fired;
  private final int[][] potentials;

  NeuronUnit(LayerPlace place, boolean adaptive, Units units, int membraneMax, int timeSteps) {
    this.place = place;
    this.units = units;
    this.membraneMax = membraneMax;
    leaks = parameter(LaneField.LEAK);
    thresholds = parameter(LaneField.THRESHOLD);
    biases = parameter(LaneField.BIAS);
    membranes = units.memories().membranes().cells();
    unused = Long.SIZE - units.memories().membranes().laneBits();
    adaptationOrNull = adaptive ? new AdaptationUnit(place, units.memories(), timeSteps) : null;
    fired = new byte[units.laneCount()];
    potentials = new int[timeSteps][place.neurons()];
  }

  private KeptField parameter(LaneField field) {
    LaneMemory parameters = units.memories().parameters();
    return new KeptField(parameters, place.parameterWord(0), field, place.neurons());
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
    int[] leak = leaks.values();
    int[] threshold = thresholds.values();
    int[] bias = biases.values();
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
}
