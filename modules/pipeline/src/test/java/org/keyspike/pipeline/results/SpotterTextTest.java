package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.detection.DetectorChoice;

class SpotterTextTest {
  private static final IntegerDetectorSettings SETTINGS =
      new IntegerDetectorSettings(3, 50, new IntegerVector(16_384, 16_384, 0));

  private static WeightImage image() {
    Checkpoint checkpoint = GridCheckpoints.keyword(3);
    return WeightImage.of(
            Quantizer.quantize(checkpoint.spec(), checkpoint.parameters()),
            List.of("go", "stop", "_silence_"),
            Map.of(),
            16)
        .withKept(checkpoint.kept())
        .withDetector(SETTINGS);
  }

  private static DetectorChoice choice(boolean chosen, int threshold, String note) {
    FalseAlarms alarms = new FalseAlarms(4, 4);
    return new DetectorChoice(
        3,
        50,
        1.5,
        chosen,
        Optional.of(
            new DetectorChoice.Heard("talk", 4, 15, 3, 4, alarms.perHour(), alarms.interval())),
        List.of(
            row("go", threshold, 10, 1), row("stop", threshold, 5, 2), row("_silence_", 0, 0, 0)),
        Optional.ofNullable(note),
        Optional.empty());
  }

  private static DetectorChoice.Row row(String name, int threshold, int words, int missed) {
    return new DetectorChoice.Row(
        name,
        threshold,
        Optional.of(words),
        Optional.of(missed),
        words == 0 ? Optional.empty() : Optional.of((double) missed / words),
        Optional.of(2));
  }

  @Test
  void saysWhatEveryWordMissesAtTheRateThatWasAskedFor() {
    String text = new SpotterText(image(), Optional.of(choice(true, 16_384, null))).text();
    assertTrue(
        text.contains(
            "the mean of 3 answers, of which there are ten a second; nothing for 0.50 s after a"
                + " detection; threshold 0.5000 (16384 of 32768) for every word; never detected:"
                + " _silence_."),
        text);
    assertTrue(
        text.contains(
            "Miss rate by class at 1.5 false alarms an hour, of 15 words of the validation part in"
                + " 4.00 h of talk (4 false alarms, 1.00 (0.272–2.56) an hour):"),
        text);
    List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
    assertEquals(4, rows.size(), "head and two words: " + text);
    assertTrue(
        rows.get(2).matches("\\| go +\\| 10 +\\| 1 +\\| 0.100 +\\| 0.5000 +\\|"), rows.get(2));
    assertTrue(rows.get(3).contains("0.400"), rows.get(3));
    assertFalse(text.contains("was not chosen"), text);
  }

  @Test
  void saysWhyNothingWasChosen() {
    String text =
        new SpotterText(image(), Optional.of(choice(false, 16_384, "1.5 cannot be reached")))
            .text();
    assertTrue(
        text.contains(
            "No threshold was chosen: 1.5 cannot be reached. The one of the recipe stays."),
        text);
    assertTrue(text.contains("Miss rate by class at the threshold of the recipe, of 15"), text);
  }

  @Test
  void whatWasChosenForAnotherImageIsNotSaid() {
    String text = new SpotterText(image(), Optional.of(choice(true, 16_385, null))).text();
    assertTrue(text.contains("The threshold was not chosen on this network"), text);
    assertFalse(text.contains("Miss rate"), text);
    WeightImage apart =
        image()
            .withDetector(new IntegerDetectorSettings(3, 50, new IntegerVector(16_384, 20_000, 0)));
    text = new SpotterText(apart, Optional.empty()).text();
    assertTrue(text.contains("threshold by word; never"), text);
    assertTrue(text.startsWith("Front end: in real numbers"), text);
  }
}
