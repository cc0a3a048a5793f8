package org.keyspike.simulator.energy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The energy of an average frame, by component.
 *
 * @param clockHz of the machine
 * @param secondsPerFrame from one frame to the next
 * @param dynamicPicojoules of a frame, by component
 * @param leakageMicrowatts by component
 */
public record Energy(
    long clockHz,
    double secondsPerFrame,
    Map<String, Double> dynamicPicojoules,
    Map<String, Double> leakageMicrowatts) {

  public Energy {
    dynamicPicojoules = Collections.unmodifiableMap(new LinkedHashMap<>(dynamicPicojoules));
    leakageMicrowatts = Collections.unmodifiableMap(new LinkedHashMap<>(leakageMicrowatts));
  }

  /** Everything, as power. */
  public double microwatts() {
    return byComponent().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Of that, what flows while nothing happens. */
  public double idleMicrowatts() {
    return leakageMicrowatts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Of a frame, leakage and all. */
  public double nanojoulesPerFrame() {
    return microwatts() * secondsPerFrame * 1e3;
  }

  /** Of a frame, without leakage. */
  public double dynamicNanojoulesPerFrame() {
    return dynamicPicojoules.values().stream().mapToDouble(Double::doubleValue).sum() * 1e-3;
  }

  /**
   * Power of each component, in µW; leakage of memories, of what is empty of them, and of all logic
   * among them.
   */
  public Map<String, Double> byComponent() {
    Map<String, Double> power = new LinkedHashMap<>();
    dynamicPicojoules.forEach((name, joules) -> power.put(name, joules * 1e-6 / secondsPerFrame));
    power.putAll(leakageMicrowatts);
    return power;
  }
}
