package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.integer.IntegerModel;
import org.keyspike.simulator.machine.Machine;

class PresetsTest {
  private static final IntegerModel MODEL = SpokenNetworks.keyword(40, 256, 64, 13, 2, 1);
  private static final byte[] FEATURES = SpokenNetworks.features(40, 60, 3);

  /**
   * What every machine is, and what 60 frames of a made network of 256 + 256 neurons cost on it.
   */
  @ParameterizedTest
  @CsvSource({
    "reference, 128, 100000, 1134592, 20367, 719",
    "paper-71uw, 128, 100000, 168960, 20428, 720",
    "tiny, 16, 2000000, 151552, 221417, 5715",
    "fpga, 64, 25000000, 757760, 42617, 1395",
  })
  void whatAMachineIsAndWhatAMadeNetworkCostsOnIt(
      String name, int lanes, long clockHz, long memoryBytes, long cycles, long worstFrame) {
    Architecture machine = Presets.of(name);
    Counts counts =
        new Machine(Machines.image(MODEL, machine.lanes()), machine).run(FEATURES).counts();
    assertEquals(
        name + " " + lanes + " " + clockHz + " " + memoryBytes + " " + cycles + " " + worstFrame,
        machine.name()
            + " "
            + machine.lanes()
            + " "
            + machine.clockHz()
            + " "
            + machine.memoryBytes()
            + " "
            + counts.total().totalCycles()
            + " "
            + counts.maxCyclesPerFrame());
  }

  /** Half the neurons, as the chip has 65,536 rows of two weights. */
  @Test
  void whatTheChipIsAndWhatASmallerNetworkCostsOnIt() {
    Architecture chip = Presets.of("ice40up5k");
    IntegerModel model = SpokenNetworks.keyword(40, 128, 48, 15, 1, 1);
    Counts counts = new Machine(Machines.image(model, 1), chip).run(FEATURES).counts();
    assertEquals(137_728, chip.memoryBytes());
    assertEquals(733_109, counts.total().totalCycles());
    assertTrue(counts.maxCyclesPerFrame() < chip.cyclesPerFrame());
    FitException refused =
        assertThrows(
            FitException.class, () -> new Machine(Machines.image(MODEL, chip.lanes()), chip));
    assertEquals(
        "machine ice40up5k: weight memory: the image needs 127392 words of 16 bits,"
            + " the machine has 65536 words of 16 bits",
        refused.getMessage());
  }

  @Test
  void theReferenceComesFirst() {
    assertEquals(Architecture.reference(), Presets.all().get(0));
    assertEquals(Presets.NAMES, Presets.all().stream().map(Architecture::name).toList());
    assertEquals(Presets.NAMES, Architecture.PRESETS);
  }

  @Test
  void anotherNameIsRefused() {
    assertEquals(
        "machine: found huge, expected one of reference, paper-71uw, tiny, fpga, ice40up5k",
        assertThrows(IllegalArgumentException.class, () -> Presets.of("huge")).getMessage());
  }
}
