package org.keyspike.simulator.machine;

import java.util.List;
import org.keyspike.simulator.Memory;

/** A row of states: left out where none of its channels is needed. */
final class RowInstruction implements Instruction {
  /** Bits of a state. */
  private static final int STATE = 16;

  private final StateUnit states;
  private final int group;
  private final int row;
  private final int channelBits;
  private final GroupOperation.Words read;
  private final GroupOperation.Words written;
  private final GroupOperation operation;

  /**
   * @param stage that its cycles belong to
   * @param group of channels
   * @param row of the group
   */
  RowInstruction(int stage, Units units, StateUnit states, int group, int row) {
    this.states = states;
    this.group = group;
    this.row = row;
    channelBits = STATE * states.rows().states();
    read = new GroupOperation.Words(units.port(Memory.MEMBRANE), 1, 0);
    written = new GroupOperation.Words(units.port(Memory.MEMBRANE), 0, 0);
    operation =
        new GroupOperation(
            stage,
            group,
            units,
            1,
            1,
            List.of(read),
            List.of(written),
            null,
            step -> states.update(group, row));
  }

  @Override
  public int stage() {
    return operation.stage();
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public boolean idle() {
    return states.needed(group, row, false) == 0;
  }

  @Override
  public void begin(long now) {
    int writes = states.needed(group, row, true);
    read.set(1, channelBits * states.needed(group, row, false));
    written.set(writes > 0 ? 1 : 0, channelBits * writes);
    operation.begin(now);
  }

  @Override
  public boolean cycle(long now) {
    return operation.cycle(now);
  }
}
