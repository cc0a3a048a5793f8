package org.keyspike.simulator.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.TinyImage;

/**
 * Every term of the equations by hand: an addition 3 pJ, a product 5 pJ, a lane's cycle 0.5 pJ, a
 * lane leaks 7 µW; banks of 1, 2 and 4 KB read 64 bits for 4, 8 and 32 pJ and leak 1, 2 and 6 µW.
 */
class EnergyModelTest {
  private static final double EXACT = 1e-12;
  private static final int LANES = 2;

  private static final EnergyTable TABLE =
      new EnergyTable(
          "round",
          new EnergyTable.Constants(
              constant(3, "pJ"), constant(5, "pJ"), constant(0.5, "pJ"), constant(7, "uW")),
          List.of(sram(1, 4, 1), sram(2, 8, 2), sram(4, 32, 6)));

  private static Constant constant(double value, String unit) {
    return new Constant(value, unit, Kind.PUBLISHED, "28 nm", null, null, "made");
  }

  private static SramPoint sram(double kilobytes, double read, double microwatts) {
    return new SramPoint(kilobytes, read, microwatts / 1000, Kind.CACTI, "28 nm", "made");
  }

  /** Words of 64 bits; 128, 256 and 512 of them are banks of the table. */
  private static Architecture machine(Map<Memory, Integer> depths) {
    return machine(depths, 64);
  }

  private static Architecture machine(Map<Memory, Integer> depths, int widthBits) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      memories.put(memory, new MemoryShape(widthBits, depths.getOrDefault(memory, 0), 1, 0));
    }
    return new Architecture("two", LANES, 1000, 8, EnumSet.noneOf(Mechanism.class), memories);
  }

  private static FrameCounts counts(Map<Integer, Long> at) {
    long[] values = new long[FrameCounts.PER_STAGE];
    at.forEach((place, count) -> values[place] = count);
    return new FrameCounts(List.of(new FrameStage(1, Phase.UPDATE)), values);
  }

  private static Energy energy(Architecture machine, Map<Integer, Long> at) {
    Counts one = new Counts(1, counts(at), 0);
    return new EnergyModel(TABLE, machine).realTime(one, machine.clockHz());
  }

  private static double event(Event event, String component) {
    Energy energy = energy(machine(Map.of()), Map.of(event.ordinal(), 11L));
    double found = energy.dynamicPicojoules().get(component);
    assertEquals(found, energy.dynamicNanojoulesPerFrame() * 1000, EXACT, "and nothing else");
    return found;
  }

  /** 10 words of 128 bits are 20 banks read or written; memories of 128, 256 and 512 words. */
  @ParameterizedTest
  @EnumSource(Memory.class)
  void aBitReadAndABitWrittenCostWhatTheirMemoryCosts(Memory memory) {
    Map<Integer, Double> costs = Map.of(0, 4.0, 128, 4.0, 256, 8.0, 512, 32.0, 1024, 32.0);
    for (int kind : new int[] {FrameCounts.READS, FrameCounts.WRITES}) {
      int words = FrameCounts.access(memory, kind);
      costs.forEach(
          (depth, cost) -> {
            Energy energy =
                energy(
                    machine(Map.of(memory, depth)),
                    Map.of(words, 10L, words + FrameCounts.READ_BITS, 1280L));
            double found = energy.dynamicPicojoules().get(memory.key() + " memory");
            assertEquals(20 * cost, found, EXACT);
            assertEquals(found, energy.dynamicNanojoulesPerFrame() * 1000, EXACT);
          });
    }
  }

  @Test
  void readsAndWritesAreAddedUp() {
    int reads = FrameCounts.access(Memory.SUM, FrameCounts.READS) + FrameCounts.READ_BITS;
    int writes = FrameCounts.access(Memory.SUM, FrameCounts.WRITES) + FrameCounts.READ_BITS;
    Energy energy = energy(machine(Map.of()), Map.of(reads, 64L, writes, 128L));
    assertEquals(3 * 4, energy.dynamicPicojoules().get("sum memory"), EXACT);
  }

  @Test
  void everyEventCostsItsAdditionsAndProducts() {
    assertEquals(11 * 3, event(Event.ACCUMULATIONS, "lanes"), EXACT);
    assertEquals(11 * 3, event(Event.SHIFTS, "lanes"), EXACT);
    assertEquals(11 * 3, event(Event.COMPARISONS, "neurons"), EXACT);
    assertEquals(11 * (2 * 5 + 3 * 3), event(Event.UPDATES, "neurons"), EXACT);
    assertEquals(11 * (4 * 5 + 3 * 3), event(Event.ADAPTATIONS, "neurons"), EXACT);
    assertEquals(11 * 6 * 3, event(Event.ENCODINGS, "encoder unit"), EXACT);
    assertEquals(11 * 2 * 3, event(Event.READOUTS, "readout unit"), EXACT);
    assertEquals(11 * 3 * 3, event(Event.CODINGS, "state unit"), EXACT);
    assertEquals(11 * 2 * 3, event(Event.STATE_TERMS, "state unit"), EXACT);
    assertEquals(11 * LANES * 0.5, event(Event.CYCLES, "control"), EXACT);
    for (Event free :
        List.of(Event.GATED_ACCUMULATIONS, Event.BROADCASTS, Event.EMPTY_WORDS, Event.STALLS)) {
      assertEquals(0, event(free, "lanes"), free::key);
    }
  }

  /** 200 bits are 4 banks; below the smallest in proportion, above the largest several. */
  @ParameterizedTest
  @EnumSource(Memory.class)
  void everyMemoryLeaksByItsBanks(Memory memory) {
    Map<Integer, Double> banks = Map.of(0, 0.0, 64, 0.5, 128, 1.0, 256, 2.0, 512, 6.0, 1536, 18.0);
    banks.forEach(
        (depth, microwatts) -> {
          Energy energy = energy(machine(Map.of(memory, depth), 200), Map.of());
          assertEquals(
              4 * microwatts, energy.leakageMicrowatts().get("leakage of memories"), EXACT);
          assertEquals(LANES * 7, energy.leakageMicrowatts().get("leakage of logic"), EXACT);
          assertEquals(4 * microwatts + LANES * 7, energy.microwatts(), EXACT);
          assertEquals(energy.idleMicrowatts(), energy.microwatts(), EXACT);
        });
  }

  /** 8 cycles at 1000 Hz are done in time; 25 take 25 ms; flat out it is always the cycles. */
  @Test
  void aFrameLastsTenMillisecondsOrItsCycles() {
    Architecture machine = machine(Map.of());
    EnergyModel model = new EnergyModel(TABLE, machine);
    for (long cycles : new long[] {8, 10, 25}) {
      Counts counts = new Counts(2, counts(Map.of(Event.CYCLES.ordinal(), 2 * cycles)), cycles);
      double real = Math.max(10, cycles) * 1e-3;
      Energy energy = model.realTime(counts, 1000);
      assertEquals(real, energy.secondsPerFrame(), EXACT);
      // Of a cycle both lanes take half a picojoule each.
      assertEquals(cycles * 1e-6 / real + 14, energy.microwatts(), EXACT);
      assertEquals(cycles * 1e-3 + 14 * real * 1e3, energy.nanojoulesPerFrame(), EXACT);
      Energy busy = model.flatOut(counts, 1000);
      assertEquals(cycles * 1e-3, busy.secondsPerFrame(), EXACT);
      assertEquals(1e-3 + 14, busy.microwatts(), EXACT);
      // Twice the clock, half the time.
      assertEquals(cycles * 0.5e-3, model.flatOut(counts, 2000).secondsPerFrame(), EXACT);
    }
  }

  @Test
  void energyIsOfAnAverageFrame() {
    Counts two =
        Counts.ZERO
            .plus(counts(Map.of(Event.ACCUMULATIONS.ordinal(), 1L)))
            .plus(counts(Map.of(Event.ACCUMULATIONS.ordinal(), 4L)));
    EnergyModel model = new EnergyModel(TABLE, machine(Map.of()));
    assertEquals(7.5, model.realTime(two, 1000).dynamicPicojoules().get("lanes"), EXACT);
    assertEquals(7.5e-3, model.operationsNanojoules(two), EXACT);
  }

  /** Parameters of 4 words, and 3 · 128 words for them: what is left leaks for nothing. */
  @Test
  void whatTheImageLeavesEmptyLeaksApart() {
    WeightImage image = TinyImage.frameWise(4, Packing.DENSE);
    Architecture fitted = FittedMachine.of(image);
    Counts none = new Counts(1, FrameCounts.NONE, 0);
    Energy exact = EnergyModel.of(TABLE, fitted, image).realTime(none, 1000);
    assertFalse(exact.leakageMicrowatts().containsKey(EnergyModel.EMPTY));
    Map<Memory, MemoryShape> more = new EnumMap<>(fitted.memories());
    more.put(Memory.PARAMETER, new MemoryShape(4 * 40, 256, 2, 0));
    Architecture larger =
        new Architecture("larger", 4, 1000, fitted.spikeWordBits(), fitted.mechanisms(), more);
    Energy roomy = EnergyModel.of(TABLE, larger, image).realTime(none, 1000);
    // 160 bits are 3 banks, of which 256 words leak 2 µW and 4 words 4/128.
    double empty = 3 * (2 - 4 / 128.0);
    assertEquals(empty, roomy.leakageMicrowatts().get(EnergyModel.EMPTY), EXACT);
    assertEquals(
        exact.leakageMicrowatts().get("leakage of memories"),
        roomy.leakageMicrowatts().get("leakage of memories"),
        EXACT);
    assertEquals(exact.microwatts() + empty, roomy.microwatts(), EXACT);
    assertEquals(
        new EnergyModel(TABLE, larger).realTime(none, 1000).microwatts(),
        roomy.microwatts(),
        EXACT);
  }

  @Test
  void aTableSaysForWhichLanesItIsTakenBeyondItsPoints() {
    EnergyTable.Constants standard = EnergyTable.standard().constants();
    assertTrue(standard.extrapolation(128).isEmpty());
    assertEquals(
        "control and leakage of the logic were fitted on a machine of 128 lanes; for 16 lanes they"
            + " are extrapolated in proportion",
        standard.extrapolation(16).orElseThrow());
    assertTrue(TABLE.constants().extrapolation(16).isEmpty(), "nothing is fitted");
  }
}
