package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.datasets.Split;
import org.keyspike.io.SettingException;

/** What {@link SynthesisSettings} and {@link NegativeSettings} refuse. */
class SettingsTest {
  private static void refused(String message, Executable made) {
    assertEquals(message, assertThrows(SettingException.class, made).getMessage());
  }

  private static SynthesisSettings settings(List<String> words, int test, double minSnrDb) {
    return new SynthesisSettings(words, 3, 2, test, 1, minSnrDb, 0);
  }

  @Test
  void wordsSpeakersAndNoise() {
    refused("words: found none, expected at least one", () -> settings(List.of(), 1, 0));
    refused(
        "words: found \"../x\", expected letters and digits, as in \"hey spike\"",
        () -> settings(List.of("../x"), 1, 0));
    refused(
        "words: found [hey spike, HEY spike], expected each once",
        () -> settings(List.of("hey spike", "HEY spike"), 1, 0));
    refused("testSpeakers: found 0, expected 1 to 100000", () -> settings(List.of("a"), 0, 0));
    refused("minSnrDb: found 61.0, expected −20 to 60", () -> settings(List.of("a"), 1, 61));
    SynthesisSettings good = settings(List.of("hey spike"), 1, 0);
    assertEquals(List.of("hey_spike"), good.classes());
    assertEquals(3, good.speakers(Split.TRAIN));
    assertEquals(1, good.speakers(Split.TEST));
  }

  @Test
  void negatives() {
    refused(
        "perSpeaker: found 0, expected 1 to 1000", () -> new NegativeSettings(0, 0, 1, List.of()));
    refused(
        "sentencesPerSpeaker: found -1, expected 0 to 1000",
        () -> new NegativeSettings(1, -1, 1, List.of()));
    assertEquals(List.of(), new NegativeSettings(1, 0, 1, null).words());
  }
}
