package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.TinyImage;

class CircuitAreaTest {
  private static final WeightImage IMAGE = TinyImage.frameWise(4, Packing.DENSE);
  private static final Architecture MACHINE =
      FittedMachine.like(Architecture.preset("tiny").scaledTo(4), IMAGE);

  @Test
  void machinesThatAreTheSameCircuitAreMeasuredOnce() throws Exception {
    String circuit = CircuitArea.circuit(IMAGE, MACHINE);
    // A weight of 0 switches no lane of the circuit in any case.
    assertEquals(circuit, CircuitArea.circuit(IMAGE, MACHINE.without(Mechanism.ZERO_GATING)));
    assertNotEquals(circuit, CircuitArea.circuit(IMAGE, MACHINE.without(Mechanism.ZERO_SKIPPING)));
    Architecture other = Machines.roomy(8, 8);
    assertThrows(InputException.class, () -> CircuitArea.circuit(IMAGE, other));
  }

  /** Takes as long as {@link GateLevelTest}, and is run where that is. */
  @Test
  @Tag("slow")
  void yosysCountsTheCells() throws Exception {
    assumeTrue(Boolean.getBoolean("keyspike.rtl.gates"), "-Dkeyspike.rtl.gates=true counts gates");
    assumeTrue(CircuitArea.installed().isPresent(), "Yosys (Debian: yosys) is not installed");
    CircuitArea area = CircuitArea.measure("image", IMAGE, MACHINE);
    assertTrue(area.tool().matches("Yosys \\S+"), area.tool());
    List<String> named = area.units().stream().map(UnitArea::unit).toList();
    assertTrue(
        named.containsAll(List.of("neuron_unit", "zero_skip_unit", "weight_reader", "controller")),
        named::toString);
    assertEquals(named.size(), named.stream().collect(Collectors.toSet()).size());
    assertTrue(area.gates() > area.units().get(0).gates(), area::toString);
    // Sums in 4 lanes and 2 steps are registers, memories are none.
    assertTrue(area.flipFlops() >= 4 * 2 * SumBits.of(IMAGE.model()), area::toString);
    assertTrue(area.memoryBits() > area.flipFlops(), area::toString);
  }
}
