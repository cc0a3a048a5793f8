package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.network.SpecException;

class IntegerDetectorSettingsTest {
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "255, 2147483647, 32768", "5, 100, 26214", "1, 0, 1"})
  void valuesAtTheEndsOfTheirRangesAreTaken(int smoothing, int refractoryFrames, int threshold) {
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(
            smoothing, refractoryFrames, new IntegerVector(26214, threshold));
    assertEquals(smoothing, settings.smoothing());
    assertEquals(refractoryFrames, settings.refractoryFrames());
    assertEquals(threshold, settings.thresholds().get(1));
    assertEquals(2, settings.classes());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, detector.smoothing is 0",
    "-1, 0, 0, detector.smoothing is -1",
    "256, 0, 0, detector.smoothing is 256",
    "1, -1, 0, detector.refractoryFrames is -1",
    "1, -2147483648, 0, detector.refractoryFrames is -2147483648",
    "1, 0, -1, detector.thresholds is -1",
    "1, 0, 32769, detector.thresholds is 32769",
  })
  void valuesBeyondThemAreRefused(
      int smoothing, int refractoryFrames, int threshold, String message) {
    IntegerVector thresholds = new IntegerVector(26214, threshold);
    SpecException refusal =
        assertThrows(
            SpecException.class,
            () -> new IntegerDetectorSettings(smoothing, refractoryFrames, thresholds));
    assertEquals("network: " + message, refusal.getMessage().split(",")[0]);
  }

  @Test
  void aDetectorOfNoClassIsRefused() {
    IntegerVector none = new IntegerVector();
    SpecException refusal =
        assertThrows(SpecException.class, () -> new IntegerDetectorSettings(1, 0, none));
    assertEquals(
        "network: detector.thresholds is empty, expected one for each class", refusal.getMessage());
  }
}
