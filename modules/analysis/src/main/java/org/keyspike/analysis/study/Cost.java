package org.keyspike.analysis.study;

import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.energy.Energy;
import org.keyspike.simulator.energy.EnergyModel;
import org.keyspike.simulator.energy.EnergyTable;

/**
 * The cost of an average frame on a machine.
 *
 * @param meanCycles of a frame
 * @param worstCycles of a frame
 * @param inTime whether the worst frame fits into 10 ms
 * @param weightReads accesses to the weight memory
 * @param accesses to all memories
 * @param dynamicNanojoules without leakage
 * @param microwatts in real time
 */
public record Cost(
    double meanCycles,
    long worstCycles,
    boolean inTime,
    double weightReads,
    double accesses,
    double dynamicNanojoules,
    double microwatts) {

  static Cost of(Counts counts, Architecture machine, EnergyTable table) {
    Energy energy = new EnergyModel(table, machine).realTime(counts, machine.clockHz());
    long accesses = 0;
    for (Memory memory : Memory.values()) {
      accesses += counts.total().reads(memory) + counts.total().writes(memory);
    }
    return new Cost(
        counts.meanCyclesPerFrame(),
        counts.maxCyclesPerFrame(),
        counts.lowestRealTimeClockHz() <= machine.clockHz(),
        (double) counts.total().reads(Memory.WEIGHT) / counts.frames(),
        (double) accesses / counts.frames(),
        energy.dynamicNanojoulesPerFrame(),
        energy.microwatts());
  }
}
