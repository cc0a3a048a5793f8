package org.keyspike.simulator.energy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The model that turns the work of a network of 8-bit products into joules, with the constants of
 * the spiking machine, by the equations of the package documentation.
 */
public final class ProductEnergyModel {
  /** A product of 32 bits in products of 8. */
  private static final int WIDE_PRODUCT = 16;

  private final EnergyTable table;

  /** With the constants of a table. */
  public ProductEnergyModel(EnergyTable table) {
    this.table = table;
  }

  /**
   * The energy of an answer.
   *
   * @param clockHz of the machine
   * @param seconds from one answer to the next, if the clock is fast enough for that
   */
  public Energy of(ProductWork work, long clockHz, double seconds) {
    double add = table.constants().accumulate().value();
    double product = table.constants().multiply().value();
    Map<String, Double> picojoules = new LinkedHashMap<>();
    picojoules.put("weight memory", accesses(work.weights()));
    picojoules.put("parameter memory", accesses(work.parameters()));
    picojoules.put("value memory", accesses(work.values()));
    picojoules.put("lanes", work.products() * (product + 2 * add));
    picojoules.put("outputs", work.outputs() * (WIDE_PRODUCT * product + 2 * add));
    picojoules.put(
        "control",
        (double) work.cycles() * work.lanes() * table.constants().controlPerLaneCycle().value());
    Map<String, Double> microwatts = new LinkedHashMap<>();
    microwatts.put(
        "leakage of memories",
        leakage(work.weights()) + leakage(work.parameters()) + leakage(work.values()));
    microwatts.put(
        "leakage of logic", work.lanes() * table.constants().logicLeakagePerLane().value());
    double busy = (double) work.cycles() / clockHz;
    return new Energy(clockHz, Math.max(busy, seconds), picojoules, microwatts);
  }

  private double accesses(ProductWork.Traffic traffic) {
    return table.accessPicojoules(traffic.bits(), traffic.memory());
  }

  private double leakage(ProductWork.Traffic traffic) {
    return table.leakageMicrowatts(traffic.memory());
  }
}
