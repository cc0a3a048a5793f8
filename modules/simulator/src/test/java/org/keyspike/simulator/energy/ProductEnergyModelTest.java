package org.keyspike.simulator.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.simulator.MemoryShape;

/**
 * By hand: an addition 3 pJ, a product 5 pJ, a lane's cycle 0.5 pJ, a lane leaks 7 µW; banks of 1
 * and 2 KB read 64 bits for 4 and 8 pJ and leak 1 and 2 µW.
 */
class ProductEnergyModelTest {
  private static final EnergyTable TABLE =
      new EnergyTable(
          "round",
          new EnergyTable.Constants(
              constant(3, "pJ"), constant(5, "pJ"), constant(0.5, "pJ"), constant(7, "uW")),
          List.of(sram(1, 4, 1), sram(2, 8, 2)));

  private static final ProductWork WORK =
      new ProductWork(
          2,
          1000,
          100,
          10,
          new ProductWork.Traffic(640, new MemoryShape(128, 128, 1, 0)),
          new ProductWork.Traffic(64, new MemoryShape(64, 256, 1, 0)),
          new ProductWork.Traffic(128, new MemoryShape(32, 64, 1, 0)));

  private static Constant constant(double value, String unit) {
    return new Constant(value, unit, Kind.PUBLISHED, "28 nm", null, null, "made");
  }

  private static SramPoint sram(double kilobytes, double read, double microwatts) {
    return new SramPoint(kilobytes, read, microwatts / 1000, Kind.CACTI, "28 nm", "made");
  }

  @Test
  void everyTermByHand() {
    Energy energy = new ProductEnergyModel(TABLE).of(WORK, 100_000, 1);
    assertEquals(
        Map.of(
            "weight memory", 10 * 4.0,
            "parameter memory", 8.0,
            "value memory", 2 * 4.0,
            "lanes", 100 * (5 + 2 * 3.0),
            "outputs", 10 * (16 * 5 + 2 * 3.0),
            "control", 1000 * 2 * 0.5),
        energy.dynamicPicojoules());
    // Two banks of 1 KB, one of 2 KB, and half of the smallest.
    assertEquals(2 * 1 + 2 + 0.5, energy.leakageMicrowatts().get("leakage of memories"), 1e-12);
    assertEquals(14, energy.leakageMicrowatts().get("leakage of logic"));
    double dynamic = 40 + 8 + 8 + 1100 + 860 + 1000;
    assertEquals(18.5 + dynamic * 1e-6, energy.microwatts(), 1e-12);
    assertEquals(2048 + 2048 + 256, WORK.memoryBytes());
  }

  /** 1,000 cycles at 100 Hz take 10 seconds. */
  @Test
  void anAnswerLastsAsLongAsItsCycles() {
    assertEquals(10, new ProductEnergyModel(TABLE).of(WORK, 100, 1).secondsPerFrame());
    assertEquals(1, new ProductEnergyModel(TABLE).of(WORK, 1000, 1).secondsPerFrame());
  }
}
