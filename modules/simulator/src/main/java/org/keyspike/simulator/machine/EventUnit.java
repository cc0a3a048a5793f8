package org.keyspike.simulator.machine;

import org.keyspike.integer.IntegerCode;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Memory;

/**
 * The neurons at a place of a state space: leak and reset if they have membranes, which graded ones
 * have not, and their events, which go to the spike memory. Leaks and thresholds are those of its
 * words in the parameter memory.
 */
final class EventUnit implements RecordedPopulation {
  private static final int[] NONE = {};

  private final Units units;
  private final IntegerCode code;
  private final SpikeRegion outputs;
  private final KeptField leaks;
  private final KeptField thresholds;
  private final int membraneWord;
  private final byte[] fired;
  private final int[] potentials;

  /**
   * @param parameters its first word in the parameter memory
   * @param membranes its first word in the membrane memory, or {@link BlockPlace#NONE}
   */
  EventUnit(
      Units units,
      IntegerCode code,
      SpikeRegion outputs,
      int neurons,
      int parameters,
      int membranes) {
    this.units = units;
    this.code = code;
    this.outputs = outputs;
    LaneMemory memory = units.memories().parameters();
    leaks = new KeptField(memory, parameters, LaneField.LEAK, neurons);
    thresholds = new KeptField(memory, parameters, LaneField.THRESHOLD, neurons);
    membraneWord = membranes;
    fired = new byte[units.laneCount()];
    potentials = new int[neurons];
  }

  /** Words of the membrane memory for each group: one, or none of graded neurons. */
  int membraneWords() {
    return membraneWord == BlockPlace.NONE ? 0 : 1;
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

  /**
   * Updates neurons that are in a row.
   *
   * @param inputs of 16 bits, from the first of them on
   * @return the spike words that it writes
   */
  int update(int first, int count, int[] inputs) {
    LaneMemory memory = units.memories().membranes();
    long[] cells = memory.cells();
    boolean remembers = membraneWord != BlockPlace.NONE;
    int at = remembers ? memory.first(membraneWord) + first : 0;
    for (int i = 0; i < count; i++) {
      int n = first + i;
      int u = inputs[i];
      if (remembers) {
        int before = LaneField.MEMBRANE.of(cells[at + i]);
        u = SixteenBits.saturated((leaks.values()[n] * before + 128 >> 8) + u);
      }
      int left = fire(i, u, thresholds.values()[n]);
      if (remembers) {
        cells[at + i] = LaneField.MEMBRANE.put(0, left);
      }
      potentials[n] = u;
    }
    units.counter().add(Event.CODINGS, count);
    return EventWords.put(units.spikes(), outputs, potentials.length, first, fired, count);
  }

  /** Fires; returns what is left of the potential. */
  private int fire(int lane, int u, int threshold) {
    if (code instanceof IntegerCode.Graded graded) {
      fired[lane] = (byte) StoredOutputs.graded(graded, u, threshold);
      return u;
    }
    int levels = code instanceof IntegerCode.PowersOfTwo powers ? powers.levels() : 1;
    int power = StoredOutputs.power(levels, u, threshold);
    fired[lane] = (byte) power;
    return StoredOutputs.left(levels, u, threshold, power);
  }

  /** What an update of a group reads beside other words, or writes. */
  GroupOperation.Words words(int others) {
    return units.words(Memory.MEMBRANE, others + membraneWords());
  }
}
