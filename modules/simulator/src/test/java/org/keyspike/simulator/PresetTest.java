package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SimulationResult;
import org.keyspike.simulator.model.CycleModel;

/** A network as large as that of the recipe gsc-mini, on every machine that comes along. */
class PresetTest {
  private static final IntegerModel MODEL = SpokenNetworks.keyword(40, 256, 64, 13, 2, 1);
  private static final byte[] FEATURES = SpokenNetworks.features(40, 60, 3);
  private static final Trace EXPECTED = Trace.of(new IntegerNetwork(MODEL), FEATURES);

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"reference", "paper-71uw", "tiny", "fpga"})
  void everyNumberAndCountIsRightWithAndWithoutEachMechanism(String name) {
    Architecture preset = Architecture.preset(name);
    WeightImage image = Machines.image(MODEL, preset.lanes());
    long all = cycles(image, preset);
    for (Mechanism mechanism : Mechanism.values()) {
      assertTrue(cycles(image, preset.without(mechanism)) >= all, mechanism::key);
    }
  }

  private static long cycles(WeightImage image, Architecture machine) {
    SimulationResult result = new Machine(image, machine).run(FEATURES);
    TraceAgreement verification = TraceAgreement.of(0, EXPECTED, result.trace());
    assertTrue(verification.identical(), () -> verification.first().toString());
    assertEquals(new CycleModel(image, machine).frames(FEATURES, EXPECTED), result.frames());
    return result.counts().total().totalCycles();
  }

  /** The paper's network before compression: the machine says which memory, how much, and has. */
  @Test
  void aNetworkThatDoesNotFitIsRefusedByName() {
    Architecture paper = Architecture.preset("paper-71uw");
    WeightImage large = Machines.image(SpokenNetworks.frameWise(40, 256, 1920, 1, 2, 1), 128);
    FitException refused = assertThrows(FitException.class, () -> new Machine(large, paper));
    assertEquals(
        "machine paper-71uw: weight memory: the image needs 5696 words of 512 bits,"
            + " the machine has 2304 words of 512 bits",
        refused.getMessage());
  }

  /** Pruned rows cost nothing, and what they would cost shows when the machine cannot drop them. */
  @Test
  void withoutRowRemovalRemovedRowsCost() {
    Architecture machine = Machines.roomy(32, 32);
    WeightImage image = Machines.image(MODEL, 32);
    WeightImage pruned = Machines.pruned(image, new SplittableRandom(8));
    assertEquals(cycles(image, machine), cycles(pruned, machine));
    assertTrue(cycles(pruned, machine.without(Mechanism.ROW_REMOVAL)) > cycles(pruned, machine));
  }
}
