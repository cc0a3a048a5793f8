package org.keyspike.simulator.machine;

import org.keyspike.simulator.Event;

/**
 * The update of the neurons of one layer: leak, threshold, soft reset, adaptation. Parameters and
 * membranes are those of its words in the memories; it has no state of its own.
 */
final class NeuronUnit {
  private static final int[] NONE = {};

  private final LayerPlace place;
  private final Units units;
  private final int membraneMax;
  private final int unused;
  private final long[] parameters;
  private final long[] membranes;
  private final AdaptationUnit adaptationOrNull;
  private final byte[] fired;
  private final int[][] potentials;

  NeuronUnit(LayerPlace place, boolean adaptive, Units units, int membraneMax, int timeSteps) {
    this.place = place;
    this.units = units;
    this.membraneMax = membraneMax;
    parameters = units.memories().parameters().cells();
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
    int parameter = units.memories().parameters().first(place.parameterWord(group));
    int state = units.memories().membranes().first(place.membraneWord(group));
    if (adaptationOrNull != null) {
      adaptationOrNull.begin(group);
    }
    for (int lane = 0; lane < count; lane++) {
      long cell = parameters[parameter + lane];
      int before = (int) (membranes[state + lane] << unused >> unused);
      int u = (LaneField.LEAK.of(cell) * before + 128 >> 8) + current[lane];
      u += LaneField.BIAS.of(cell);
      if (adaptationOrNull != null) {
        u -= adaptationOrNull.use(step, lane);
      }
      u = Math.min(Math.max(u, -membraneMax - 1), membraneMax);
      int threshold = LaneField.THRESHOLD.of(cell);
      boolean spike = u >= threshold;
      fired[lane] = (byte) (spike ? 1 : 0);
      long reset = (long) (spike ? u - threshold : u) << unused;
      int after = (int) (reset >> unused);
      membranes[state + lane] = reset >>> unused;
      potentials[step][first + lane] = u;
      if (adaptationOrNull != null) {
        adaptationOrNull.advance(lane, after, spike);
      }
    }
    units.counter().add(Event.UPDATES, count);
    units.counter().add(Event.ADAPTATIONS, adaptationOrNull == null ? 0 : count);
    return units.spikes().put(place.spikes()[parity][step], first, fired, count);
  }
}
