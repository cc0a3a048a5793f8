package org.keyspike.analysis.study;

import java.util.Optional;
import org.keyspike.rtl.CircuitArea;

/**
 * The size of a machine as a circuit: measured, or said why it is not.
 *
 * @param gates generic ones; empty if nobody measured them
 * @param flipFlops bits of registers; likewise
 * @param areaFrom what counted them, or why nothing did
 */
public record Area(Optional<Long> gates, Optional<Long> flipFlops, String areaFrom) {

  /** As it was measured. */
  static Area of(CircuitArea area) {
    return new Area(Optional.of(area.gates()), Optional.of(area.flipFlops()), area.tool());
  }

  /** Nobody knows it. */
  static Area unknown(String why) {
    return new Area(Optional.empty(), Optional.empty(), "not measured: " + why);
  }
}
