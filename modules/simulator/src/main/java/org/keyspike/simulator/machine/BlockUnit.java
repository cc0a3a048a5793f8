package org.keyspike.simulator.machine;

import java.util.List;
import org.keyspike.network.StateSpaceSpec;
import org.keyspike.simulator.Event;

/**
 * The units of one block of a state space: neurons at its places, gates and states, and what the
 * lanes hand them behind the scans of its first map.
 *
 * @param stream E_u
 * @param value E_x
 * @param gate the gates
 * @param states the states
 * @param output E_y
 * @param rows what becomes of the first map's sums
 */
record BlockUnit(
    EventUnit stream,
    EventUnit value,
    GateUnit gate,
    StateUnit states,
    EventUnit output,
    BlockUnit.Rows rows) {

  /** u, x, g and y′. */
  List<RecordedPopulation> populations() {
    return List.of(stream, value, gate, output);
  }

  /** The rows of the first map: x̂ (N), ẑ (N), B̂ (S), Ĉ (S), p (H). */
  static final class Rows {
    private final Units units;
    private final StateSpaceSpec shape;
    private final int channels;
    private final KeptField biases;
    private final EventUnit value;
    private final GateUnit gate;
    private final StateUnit states;
    private final int[] sums;

    /**
     * @param parameters their first word in the parameter memory
     */
    Rows(
        Units units,
        StateSpaceSpec shape,
        int channels,
        int parameters,
        EventUnit value,
        GateUnit gate,
        StateUnit states) {
      this.units = units;
      this.shape = shape;
      this.channels = channels;
      this.value = value;
      this.gate = gate;
      this.states = states;
      biases =
          new KeptField(
              units.memories().parameters(), parameters, LaneField.BIAS, shape.rows(channels));
      sums = new int[units.laneCount()];
    }

    /** Whether a group has rows of x̂, whose neurons have membranes perhaps. */
    boolean values(int group) {
      return group * units.laneCount() < channels;
    }

    /** Hands the rows of a group on; returns the spike words that it writes. */
    int update(int group) {
      int first = group * units.laneCount();
      int count = Math.min(units.laneCount(), shape.rows(channels) - first);
      int[] accumulated = units.lanes().accumulator(0);
      for (int lane = 0; lane < count; lane++) {
        sums[lane] = SixteenBits.saturated(accumulated[lane] + biases.values()[first + lane]);
      }
      int touched = 0;
      if (first < channels) {
        touched += value.update(first, Math.min(count, channels - first), sums);
      }
      int gates = Math.max(first, shape.gateRow(channels));
      int end = Math.min(first + count, shape.writeRow(channels));
      if (gates < end) {
        touched += gate.update(gates - shape.gateRow(channels), end - gates, sums, gates - first);
      }
      int selected = Math.max(first, shape.writeRow(channels));
      for (int row = selected; row < first + count; row++) {
        states.select(row - shape.writeRow(channels), sums[row - first]);
      }
      units.counter().add(Event.CODINGS, Math.max(0, first + count - selected));
      return touched;
    }
  }
}
