package org.keyspike.simulator.machine;

import java.util.List;
import org.keyspike.simulator.Event;

/** Steps the machine cycle by cycle through a program, one instruction after the other. */
final class Controller {
  private final Counter counter;
  private final Lanes lanes;
  private long now;
  private CycleObserver observerOrNull;

  Controller(Counter counter, Lanes lanes) {
    this.counter = counter;
    this.lanes = lanes;
  }

  void observe(CycleObserver observerOrNull) {
    this.observerOrNull = observerOrNull;
  }

  void run(List<Instruction> program) {
    for (Instruction instruction : program) {
      if (instruction.idle()) {
        continue;
      }
      counter.enter(instruction.stage());
      if (observerOrNull != null) {
        observerOrNull.begin();
      }
      long first = now;
      instruction.begin(now);
      boolean done;
      do {
        done = instruction.cycle(now);
        lanes.cycle(now);
        if (observerOrNull != null) {
          observerOrNull.cycle(now, instruction);
        }
        now++;
      } while (!done);
      counter.add(Event.CYCLES, now - first);
    }
  }
}
