package org.keyspike.simulator.model;

import org.keyspike.hardware.PackedMatrix;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.Counter;
import org.keyspike.simulator.machine.MatrixPlace;

/** The cost of broadcasting an input to a group of a matrix's outputs. */
final class MatrixCost {
  private final MatrixPlace place;
  private final int accessBits;
  private final boolean gates;
  private final int[] nonZeros;

  MatrixCost(PackedMatrix matrix, Architecture architecture) {
    MemoryShape memory = architecture.memories().get(Memory.WEIGHT);
    place = MatrixPlace.of(matrix, 0, 0, memory);
    accessBits = Math.min(memory.widthBits(), 8 * matrix.wordBytes());
    gates = architecture.has(Mechanism.ZERO_GATING);
    nonZeros = new int[place.columns() * place.groups()];
    IntegerMatrix values = matrix.unpack();
    for (int row = 0; row < values.rows(); row++) {
      for (int column = 0; column < values.columns(); column++) {
        int word = place.number(column, row / place.word().lanes());
        nonZeros[word] += values.get(row, column) == 0 ? 0 : 1;
      }
    }
  }

  int groups() {
    return place.groups();
  }

  int count(int group) {
    return place.count(group);
  }

  int accesses() {
    return place.accesses();
  }

  /**
   * Counts a broadcast whose weights serve so many steps.
   *
   * @param shifts whether the input says how far they are shifted
   */
  void count(Counter counter, int input, int group, int times, boolean shifts) {
    int used = gates ? nonZeros[place.number(input, group)] : count(group);
    counter.add(Event.BROADCASTS, 1);
    counter.add(Event.ACCUMULATIONS, (long) times * used);
    counter.add(Event.SHIFTS, shifts ? (long) times * used : 0);
    counter.add(Event.GATED_ACCUMULATIONS, (long) times * (count(group) - used));
    counter.reads(Memory.WEIGHT, accesses(), accessBits);
  }
}
