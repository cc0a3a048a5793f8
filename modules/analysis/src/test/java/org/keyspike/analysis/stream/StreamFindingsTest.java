package org.keyspike.analysis.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.DetectionCounts;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.detection.DetectorParity;

class StreamFindingsTest {
  private static final IntegerDetectorSettings DETECTOR =
      new IntegerDetectorSettings(5, 100, new IntegerVector(0, 16_384, 24_576));

  private static StreamFindings findings() {
    return new StreamFindings(
        1,
        StreamFindings.Settings.of(DETECTOR),
        500,
        new DetectorParity(12, 2, 2),
        Optional.of(new StreamFindings.Choosing("other silence", 1.5, 7)),
        List.of(
            new StreamFindings.Kind(
                "silence",
                2,
                Optional.empty(),
                Optional.empty(),
                List.of(
                    StreamFindings.Point.of(
                        "as set",
                        0.8,
                        new DetectionCounts(List.of(), List.of(), 0, 0, 0, 3_600_000))))),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void jsonOfAPointIsFlat() {
    String json = RecordWriter.json(findings());
    String expected =
        "\"points\":[{\"chosen\":\"as set\",\"threshold\":0.8,\"words\":0,\"missed\":0,"
            + "\"missInterval\":null,\"confusions\":0,\"repeats\":0,\"falseAlarms\":0,"
            + "\"hours\":1.0,\"perHour\":";
    assertTrue(json.contains(expected), json);
    assertTrue(json.contains("\"latencyMillis\":null,\"latency90Millis\":null}"), json);
    assertTrue(json.contains("\"leftOut\":null,\"unchecked\":null,"), json);
  }

  @Test
  void saysWhereThresholdsWereChosenAndThatNobodySpoke() {
    String text = findings().text();
    assertTrue(text.contains("chosen in 1.50 h of other silence with 7 words"), text);
    assertTrue(text.contains("No recorded speech was listened to (--negatives)"), text);
    String json = RecordWriter.json(findings());
    assertTrue(
        json.contains("\"choosing\":{\"sound\":\"other silence\",\"hours\":1.5,\"words\":7}"),
        json);
  }

  @Test
  void saysWhetherBothDetectorsAgree() {
    String text = findings().text();
    assertTrue(
        text.contains("integer and float detector: 12 detections, the same but for 2 ties"), text);
    String json = RecordWriter.json(findings());
    assertTrue(
        json.contains(
            "\"detector\":{\"threshold\":0.5,\"smoothing\":5,\"refractoryMillis\":1000,"
                + "\"thresholds\":[0,16384,24576]}"),
        json);
    assertTrue(json.contains("\"parity\":{\"detections\":12,\"different\":2,\"ties\":2}"), json);
  }

  @Test
  void streamsWithoutWordsHaveNoMissRate() {
    List<String> row = List.of(findings().text().lines().toList().get(2).split("\\|"));
    assertEquals("0 of 0", row.get(4).strip());
    assertEquals("", row.get(5).strip());
  }
}
