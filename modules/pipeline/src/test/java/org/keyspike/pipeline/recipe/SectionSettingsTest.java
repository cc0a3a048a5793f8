package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.Architecture;

/** The sections of a recipe that are this module's own. */
class SectionSettingsTest {
  @TempDir Path folder;

  @Test
  void decodingChecksItsRanges() {
    DecodingSettings usual = new DecodingSettings(0.05, List.of(1.0), List.of(0.0));
    assertEquals(List.of(1.0), usual.languageWeights());
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new DecodingSettings(wrong, List.of(1.0), List.of(0.0)));
    }
    for (List<Double> wrong : List.of(List.<Double>of(), List.of(1.0, -1.0))) {
      assertThrows(
          IllegalArgumentException.class, () -> new DecodingSettings(0, wrong, List.of(0.0)));
      assertThrows(
          IllegalArgumentException.class, () -> new DecodingSettings(0, List.of(1.0), wrong));
    }
  }

  @Test
  void hardwareChecksItsRanges() {
    assertEquals(1024, new HardwareSettings(1024, Packing.DENSE, 0).lanes());
    for (int wrong : new int[] {0, 1025}) {
      assertEquals(
          "hardware.lanes",
          assertThrows(SpecException.class, () -> new HardwareSettings(wrong, Packing.DENSE, 0))
              .field());
    }
    for (int wrong : new int[] {-1, 1001}) {
      assertEquals(
          "hardware.knownAnswers",
          assertThrows(SpecException.class, () -> new HardwareSettings(1, Packing.DENSE, wrong))
              .field());
    }
  }

  @Test
  void theMachineIsAPresetAFileOrTheReference() throws IOException {
    assertEquals(Architecture.reference(), new SimulationSettings(null).machine());
    for (String preset : Architecture.PRESETS) {
      assertEquals(
          Architecture.preset(preset), new SimulationSettings(Path.of("x", preset)).machine());
    }
    InputException e =
        assertThrows(
            InputException.class, () -> new SimulationSettings(folder.resolve("abacus")).machine());
    assertTrue(e.expected().contains("reference"), e.getMessage());
    Path empty = Files.writeString(folder.resolve("tiny"), "");
    assertThrows(
        InputException.class,
        () -> new SimulationSettings(empty).machine(),
        "a file comes before a preset of its name");
  }
}
