package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.ScoredDecision;
import org.keyspike.evaluation.SpokenWord;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.pipeline.recipe.DetectorSection;

class ValidationAlarmsTest {
  private static final DetectorSection DETECTOR = new DetectorSection(1, 1_000, 0.8, 0);
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  /** A word that scores 0.6, and false alarms of 0.9, 0.7 and 0.4. */
  private static List<StreamScore> heard(long millis) {
    return List.of(
        new StreamScore(
            List.of(
                new ScoredDecision(1_500, 0, 0.6),
                new ScoredDecision(10_000, 0, 0.9),
                new ScoredDecision(20_000, 1, 0.7),
                new ScoredDecision(30_000, 1, 0.4)),
            List.of(new SpokenWord(0, 1_000, 2_000), new SpokenWord(1, 40_000, 41_000)),
            0,
            millis));
  }

  @Test
  void alarmsAreCountedAtTheThresholdOfTheMining() {
    ValidationAlarms alarms = ValidationAlarms.of(heard(HOUR), DETECTOR, 0.5);
    assertEquals(2, alarms.falseAlarms());
    assertEquals(2, alarms.words());
    assertEquals(1, alarms.missed());
    assertEquals(10, alarms.rate(), "an hour does not tell one an hour");
    assertEquals(Optional.of(1), alarms.missedAtRate());
    ValidationAlarms minutes = ValidationAlarms.of(heard(HOUR / 10), DETECTOR, 0.5);
    assertEquals(0, minutes.rate());
    assertEquals(Optional.empty(), minutes.missedAtRate());
    assertTrue(
        alarms.text().endsWith("an hour, 1 of 2 words missed, 1 at 10 an hour"), alarms.text());
  }

  @Test
  void threeHoursTellOneAnHour() throws IOException {
    ValidationAlarms alarms = ValidationAlarms.of(heard(4 * HOUR), DETECTOR, 0.5);
    assertEquals(1, alarms.rate());
    assertEquals(Optional.of(1), alarms.missedAtRate());
    assertTrue(alarms.text().endsWith(", 1 at 1 an hour"), alarms.text());
    Path file = folder.resolve("after-1.json");
    RoundCheck check = new RoundCheck(1, Optional.of(alarms));
    check.write(file);
    assertEquals(check, RoundCheck.read(file));
  }
}
