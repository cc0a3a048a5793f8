package org.keyspike.simulator.machine;

import org.keyspike.integer.IntegerCode;
import org.keyspike.simulator.Event;

/** The gates of a block: 0 or a power of two each, by comparisons, without memory. */
final class GateUnit implements RecordedPopulation {
  private static final int[] NONE = {};

  private final Units units;
  private final IntegerCode code;
  private final SpikeRegion outputs;
  private final int threshold;
  private final byte[] fired;
  private final int[] potentials;

  /**
   * @param fraction F_v, bits below the point of what comes in
   */
  GateUnit(Units units, IntegerCode code, SpikeRegion outputs, int channels, int fraction) {
    this.units = units;
    this.code = code;
    this.outputs = outputs;
    threshold = 1 << fraction;
    fired = new byte[units.laneCount()];
    potentials = new int[channels];
  }

  private int levels() {
    return code instanceof IntegerCode.PowersOfTwo powers ? powers.levels() : 1;
  }

  /** k of the gate 2^−k of a channel, as the spike memory has it, or −1 where it is shut. */
  int exponent(int channel) {
    int stored = EventWords.get(units.spikes(), outputs, channel);
    return stored == 0 ? -1 : levels() - stored;
  }

  /**
   * Updates gates that are in a row.
   *
   * @param inputs ẑ, from {@code from} on
   * @return the spike words that it writes
   */
  int update(int first, int count, int[] inputs, int from) {
    for (int i = 0; i < count; i++) {
      potentials[first + i] = inputs[from + i];
      fired[i] = (byte) StoredOutputs.power(levels(), inputs[from + i], threshold);
    }
    units.counter().add(Event.CODINGS, count);
    return EventWords.put(units.spikes(), outputs, potentials.length, first, fired, count);
  }

  @Override
  public IntegerCode code() {
    return code;
  }

  @Override
  public SpikeRegion outputs() {
    return outputs;
  }

  @Override
  public int[] potentials(int step) {
    return potentials;
  }

  @Override
  public int[] adaptations(int step) {
    return NONE;
  }

  @Override
  public boolean adaptive() {
    return false;
  }
}
