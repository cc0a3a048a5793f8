package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.io.SettingException;

/** What the settings records refuse, and how a random range draws. */
class SettingsTest {
  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(SettingException.class, made).getMessage());
  }

  @Example
  void frontEnd() {
    refused("bands: found 0, expected 1 to 256", () -> new FrontEndSettings(0, 1));
    refused("bands: found 257, expected 1 to 256", () -> new FrontEndSettings(257, 1));
    refused("gain: found 0.0, expected a number above 0", () -> new FrontEndSettings(80, 0));
    refused(
        "gain: found NaN, expected a number above 0", () -> new FrontEndSettings(80, Double.NaN));
    assertEquals(new FrontEndSettings(80, 1), FrontEndSettings.of80());
  }

  @Example
  void augmentationOfFeatures() {
    refused(
        "timeMasks: found -1, expected 0 to 1048576",
        () -> new AugmentationSettings(0, -1, 0, 0, 0));
  }

  @Example
  void augmentationOfSound() {
    AudioAugmentationSettings none = AudioAugmentationSettings.NONE;
    refused(
        "tempo: found 0.25 to 1.0, expected a range in 0.5 to 2.0",
        () ->
            new AudioAugmentationSettings(
                new RandomRange(0.5, 0.25, 1),
                none.pitchSemitones(),
                none.shiftMs(),
                none.mixDb(),
                none.noiseSnrDb(),
                none.gainDb()));
  }

  @Example
  void randomRange() {
    refused("probability: found 1.5, expected 0 to 1", () -> new RandomRange(1.5, 0, 1));
    refused(
        "low: found 2.0 with high 1.0, expected finite numbers, low not above high",
        () -> new RandomRange(1, 2, 1));
    assertFalse(RandomRange.never(1).possible());
    assertTrue(new RandomRange(0.1, 1, 1).possible());
  }

  @Property(tries = 200)
  void aDrawIsInTheRangeOrTheOther(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double drawn = new RandomRange(0.5, 2, 3).draw(random, -1);
    assertTrue(drawn == -1 || drawn >= 2 && drawn <= 3, () -> "found " + drawn);
    SplittableRandom other = new SplittableRandom(seed);
    RandomRange.never(0).draw(other, 0);
    assertEquals(random.nextLong(), other.nextLong(), "the range does not move what comes after");
  }
}
