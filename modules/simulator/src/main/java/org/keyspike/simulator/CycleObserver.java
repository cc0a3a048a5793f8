package org.keyspike.simulator;

/** Looks at the machine at the end of every cycle. */
interface CycleObserver {
  void cycle(long now, Instruction instruction);
}
