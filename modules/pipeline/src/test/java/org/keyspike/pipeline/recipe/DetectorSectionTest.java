package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.SettingException;

class DetectorSectionTest {
  @Test
  void isOfTheUnitsOfTheImage() {
    DetectorSection section = new DetectorSection(5, 1_000, 0.8, 0);
    assertEquals(100, section.refractoryFrames());
    assertEquals(26_214, section.thresholdQ15());
    assertFalse(section.chooses());
    assertTrue(new DetectorSection(5, 0, 1, 0.1).chooses());
    assertEquals(32_768, new DetectorSection(5, 0, 1, 0.1).thresholdQ15());
    assertEquals(1, new DetectorSection(5, 0, 1e-9, 0).thresholdQ15(), "0 would be never");
  }

  @Test
  void refusesWhatNoDetectorCanBe() {
    for (double rate : List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.1)) {
      assertThrows(SettingException.class, () -> new DetectorSection(5, 0, 0.5, rate));
    }
    assertThrows(SettingException.class, () -> new DetectorSection(5, 0, Double.NaN, 0));
    assertThrows(SettingException.class, () -> new DetectorSection(5, 3_600_010, 0.5, 0));
  }

  @Test
  void smoothingsAreTriedWhereARateIsAskedFor() {
    DetectorSection section = new DetectorSection(5, 0, 0.5, 1, List.of(3, 5, 10));
    assertEquals(List.of(5, 3, 10), section.candidates());
    assertEquals(List.of(5), new DetectorSection(5, 0, 0.5, 1).candidates());
    assertEquals(new DetectorSection(3, 0, 0.5, 1), section.with(3));
    for (List<Integer> wrong : List.of(List.of(0), List.of(256), List.of(3, 3))) {
      assertThrows(SettingException.class, () -> new DetectorSection(5, 0, 0.5, 1, wrong));
    }
    assertThrows(SettingException.class, () -> new DetectorSection(5, 0, 0.5, 0, List.of(3)));
  }

  /** Detectors that were chosen before there were several to choose from stay chosen. */
  @Test
  void keysOfStagesStayWhereNothingIsTried() {
    assertEquals(
        "{\"smoothing\":5,\"refractoryMs\":1000,\"threshold\":0.8,\"falseAlarmsPerHour\":1.0}",
        new DetectorSection(5, 1_000, 0.8, 1).identity());
    assertTrue(new DetectorSection(5, 1_000, 0.8, 1, List.of(3)).identity().contains("smoothings"));
  }

  @Test
  void packingLeavesTheDetector() throws InputException {
    ImageSettings settings =
        RecordBinder.bind(
            "{hardware: {lanes: 3, packing: dense, knownAnswers: 1},"
                + " detector: {smoothing: 2, refractoryMs: 30, threshold: 0.5, falseAlarmsPerHour: 1}}",
            new RecordBinder.Source("text", Path.of(""), "{}"),
            ImageSettings.class,
            List.of());
    ImageSettings packed = settings.withPacking(Packing.COMPRESSED);
    assertEquals(new DetectorSection(2, 30, 0.5, 1), packed.detector());
    assertEquals(new HardwareSettings(3, Packing.COMPRESSED, 1), packed.hardware());
  }
}
