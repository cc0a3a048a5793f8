package org.keyspike.analysis.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.energy.Constant;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.simulator.energy.Kind;
import org.keyspike.simulator.energy.SramPoint;

/** Two frames that nobody simulated, on a machine of two lanes whose constants are round. */
class CostTest {
  private static final long WORST = 300;

  /** Memories of no words: a bit read costs something, leakage is 0. */
  private static Architecture machine(long clockHz) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      memories.put(memory, new MemoryShape(64, 0, 1, 0));
    }
    return new Architecture("two", 2, clockHz, 8, EnumSet.noneOf(Mechanism.class), memories);
  }

  private static EnergyTable table() {
    return new EnergyTable(
        "round",
        new EnergyTable.Constants(
            constant(3, "pJ"), constant(5, "pJ"), constant(0.5, "pJ"), constant(7, "uW")),
        List.of(sram(1), sram(2)));
  }

  private static Constant constant(double value, String unit) {
    return new Constant(value, unit, Kind.PUBLISHED, "28 nm", null, null, "made");
  }

  private static SramPoint sram(double kilobytes) {
    return new SramPoint(kilobytes, 4, 1, Kind.PUBLISHED, "28 nm", "made");
  }

  private static FrameCounts frame(long cycles, long weightReads, long membraneWrites) {
    long[] values = new long[FrameCounts.PER_STAGE];
    values[Event.CYCLES.ordinal()] = cycles;
    values[Event.ACCUMULATIONS.ordinal()] = 10;
    int reads = FrameCounts.access(Memory.WEIGHT, FrameCounts.READS);
    values[reads] = weightReads;
    values[reads + FrameCounts.READ_BITS] = 64 * weightReads;
    int writes = FrameCounts.access(Memory.MEMBRANE, FrameCounts.WRITES);
    values[writes] = membraneWrites;
    values[writes + FrameCounts.READ_BITS] = 64 * membraneWrites;
    return new FrameCounts(List.of(new FrameStage(1, Phase.values()[0])), values);
  }

  private static Cost cost(long clockHz) {
    Counts counts = Counts.ZERO.plus(frame(100, 8, 1)).plus(frame(WORST, 4, 3));
    return Cost.of(counts, machine(clockHz), table());
  }

  @Test
  void isOfAnAverageFrame() {
    Cost cost = cost(1_000_000);
    assertEquals(200, cost.meanCycles());
    assertEquals(WORST, cost.worstCycles());
    assertEquals(6, cost.weightReads());
    assertEquals(8, cost.accesses(), "reads and writes of all memories");
  }

  @Test
  void isAccessesLanesAndControlInJoules() {
    Cost cost = cost(1_000_000);
    // A word of 64 bits 4 pJ: 8 · 4; an addition 3 pJ: 10 · 3; a lane's cycle ½ pJ: 200 · 2 / 2.
    double picojoules = 32 + 30 + 200;
    assertEquals(picojoules * 1e-3, cost.dynamicNanojoules(), 1e-12);
    // In 10 ms, beside 7 µW of leakage a lane.
    assertEquals(picojoules * 1e-6 / 0.01 + 2 * 7, cost.microwatts(), 1e-9);
  }

  @Test
  void isInTimeUpToTheClockOfTheWorstFrame() {
    assertTrue(cost(100 * WORST).inTime());
    assertFalse(cost(100 * WORST - 1).inTime());
  }
}
