package org.keyspike.analysis.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.DetectionCounts;
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.io.RecordWriter;

class StreamFindingsTest {
  private static final DetectorSettings DETECTOR = new DetectorSettings(0.8, 5, 1000);

  private static StreamFindings findings() {
    return new StreamFindings(
        1,
        DETECTOR,
        500,
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
  void streamsWithoutWordsHaveNoMissRate() {
    List<String> row = List.of(findings().text().lines().toList().get(2).split("\\|"));
    assertEquals("0 of 0", row.get(4).strip());
    assertEquals("", row.get(5).strip());
  }
}
