package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.RandomModels;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.FittedMachine;

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

  /** A small network, packed for lanes that no preset has. */
  private static WeightImage image(int lanes) {
    IntegerModel model = RandomModels.model(2);
    List<String> names =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "class" + k).toList();
    return WeightImage.of(model, names, Map.of(), lanes, Packing.DENSE);
  }

  @Test
  void theMachineIsAPresetOrAFileOrCutToTheImage() throws IOException {
    WeightImage image = image(13);
    for (Path fitted : Arrays.asList(null, Path.of("x", "fitted"))) {
      SimulationSettings settings = new SimulationSettings(fitted);
      assertEquals(FittedMachine.of(image), settings.machine(image));
      assertEquals(13, settings.machine(image).lanes());
      assertEquals(13, settings.lanes(13));
    }
    for (String preset : Architecture.PRESETS) {
      SimulationSettings settings = new SimulationSettings(Path.of("x", preset));
      assertEquals(Architecture.preset(preset), settings.machine(image));
      assertEquals(Architecture.preset(preset).lanes(), settings.lanes(13));
    }
    InputException e =
        assertThrows(
            InputException.class,
            () -> new SimulationSettings(folder.resolve("abacus")).machine(image));
    assertTrue(e.expected().contains("fitted, reference"), e.getMessage());
    Path empty = Files.writeString(folder.resolve("tiny"), "");
    assertThrows(
        InputException.class,
        () -> new SimulationSettings(empty).machine(image),
        "a file comes before a preset of its name");
  }
}
