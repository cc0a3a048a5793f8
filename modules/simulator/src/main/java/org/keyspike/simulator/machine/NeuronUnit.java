package org.keyspike.simulator.machine;

import org.keyspike.integer.IntegerCode;
import org.keyspike.simulator.Event;

/**
 * The update of the neurons of one layer: leak, threshold, reset, adaptation. Parameters and
 * membranes are those of its words in the memories.
 */
final class NeuronUnit implements RecordedPopulation {
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
  private final boolean spiking;
  private final boolean zero;
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
    spiking = place.code() instanceof IntegerCode.Spikes;
    zero = place.code().resetsToZero();
    fired = new byte[units.laneCount()];
    potentials = new int[timeSteps][place.neurons()];
  }

  private KeptField parameter(LaneField field) {
    LaneMemory parameters = units.memories().parameters();
    return new KeptField(parameters, place.parameterWord(0), field, place.neurons());
  }

  @Override
  public IntegerCode code() {
    return place.code();
  }

  @Override
  public SpikeRegion outputs() {
    return place.outputs();
  }

  @Override
  public boolean adaptive() {
    return adaptationOrNull != null;
  }

  @Override
  public int[] potentials(int step) {
    return potentials[step];
  }

  @Override
  public int[] adaptations(int step) {
    return adaptationOrNull == null ? NONE : adaptationOrNull.used(step);
  }

  /**
   * Updates the neurons of a group.
   *
   * @param current sums of the lanes
   * @return the spike words that it writes
   */
  int update(int group, int step, long frame, int[] current) {
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
      boolean spike = spiking && u >= threshold[n];
      long reset;
      if (spiking) {
        fired[lane] = (byte) (spike ? 1 : 0);
        int kept = zero ? 0 : u - threshold[n];
        reset = (long) (spike ? kept : u) << unused;
      } else {
        reset = (long) fire(lane, u, threshold[n]) << unused;
      }
      int after = (int) (reset >> unused);
      membranes[state + lane] = reset >>> unused;
      potential[n] = u;
      if (adaptationOrNull != null) {
        adaptationOrNull.advance(lane, after, spike);
      }
    }
    units.counter().add(Event.UPDATES, count);
    units.counter().add(Event.ADAPTATIONS, adaptationOrNull == null ? 0 : count);
    if (place.code() instanceof IntegerCode.PowersOfTwo powers) {
      units.counter().add(Event.COMPARISONS, (long) (powers.levels() - 1) * count);
    }
    SpikeRegion outputs = place.outputs();
    int to = outputs.address(outputs.slot(frame), step, 0);
    return spiking
        ? units.spikes().put(to, first, fired, count)
        : units.spikes().putPlanes(to, place.neurons(), first, fired, 0, count, outputs.planes());
  }

  /** Fires by another code than spikes; returns what is left of the potential. */
  private int fire(int lane, int u, int threshold) {
    if (place.code() instanceof IntegerCode.PowersOfTwo powers) {
      int power = StoredOutputs.power(powers.levels(), u, threshold);
      fired[lane] = (byte) power;
      return StoredOutputs.left(powers.levels(), u, threshold, power);
    }
    fired[lane] = (byte) StoredOutputs.graded((IntegerCode.Graded) place.code(), u, threshold);
    return u;
  }
}
