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
