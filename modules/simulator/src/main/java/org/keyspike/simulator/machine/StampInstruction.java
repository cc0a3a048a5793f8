package org.keyspike.simulator.machine;

import java.util.List;
import org.keyspike.simulator.Memory;

/**
 * The end of a group of channels: events of what was read, and stamps where states were written.
 */
final class StampInstruction implements Instruction {
  private final Units units;
  private final StateUnit states;
  private final int group;
  private final int membranes;
  private final GroupOperation.Words written;
  private final GroupOperation operation;

  /**
   * @param stage that its cycles belong to
   * @param group of channels
   */
  StampInstruction(int stage, Units units, BlockUnit block, int group) {
    this.units = units;
    this.group = group;
    states = block.states();
    EventUnit output = block.output();
    membranes = output.membraneWords();
    written = output.words(0);
    int first = group * units.laneCount();
    int count = states.rows().count(group);
    operation =
        new GroupOperation(
            stage,
            group,
            units,
            1,
            1,
            List.of(units.words(Memory.PARAMETER, 1), output.words(0)),
            List.of(written),
            null,
            step -> {
              states.stamp(units.memories().membranes(), group);
              return output.update(first, count, states.gated());
            });
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
  public void begin(long now) {
    int stamps = states.stamped(group) ? 1 : 0;
    written.set(stamps + membranes, units.bits().of(Memory.MEMBRANE));
    operation.begin(now);
  }

  @Override
  public boolean cycle(long now) {
    return operation.cycle(now);
  }
}
