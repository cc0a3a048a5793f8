package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of detector.py, which was written from docs/concepts/detector.md alone. */
class IntegerDetectorGoldenTest {
  private static JsonNode golden;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in =
        IntegerDetectorGoldenTest.class.getResourceAsStream("/detector/detector.json")) {
      golden = new ObjectMapper().readTree(in);
    }
  }

  @Test
  void theTableIsTheGoldenOne() {
    assertArrayEquals(ints(golden.get("table")), DetectorTable.powers());
  }

  @Test
  void everyPosteriorIsTheGoldenOne() {
    int cases = 0;
    for (JsonNode one : golden.get("posteriors")) {
      int[] logits = ints(one.get("z"));
      IntegerDetectorSettings settings =
          new IntegerDetectorSettings(1, 0, new IntegerVector(new int[logits.length]));
      IntegerDetector detector = new IntegerDetector(settings, one.get("f").intValue());
      detector.accept(0, logits);
      int[] found = IntStream.range(0, logits.length).map(detector::posterior).toArray();
      assertArrayEquals(ints(one.get("p")), found, one.toString());
      cases++;
    }
    assertEquals(539, cases);
  }

  @Test
  void everyWinnerScoreAndDetectionIsTheGoldenOne() {
    int answers = 0;
    for (JsonNode stream : golden.get("streams")) {
      IntegerDetectorSettings settings =
          new IntegerDetectorSettings(
              stream.get("n").intValue(),
              stream.get("R").intValue(),
              new IntegerVector(ints(stream.get("theta"))));
      IntegerDetector detector = new IntegerDetector(settings, stream.get("f").intValue());
      answers += run(detector, stream.get("events"));
      detector.reset();
      run(detector, stream.get("events"));
    }
    assertEquals(1_558, answers);
  }

  private static int run(IntegerDetector detector, JsonNode events) {
    int answers = 0;
    for (JsonNode event : events) {
      if (event.has("gap")) {
        long passed = event.get("before").longValue() + event.get("gap").longValue();
        detector.gap((int) Math.min(Integer.MAX_VALUE, passed));
        continue;
      }
      boolean detected = detector.accept(event.get("frames").intValue(), ints(event.get("z")));
      assertEquals(event.get("detected").booleanValue(), detected, event.toString());
      assertEquals(event.get("label").intValue(), detector.label(), event.toString());
      assertEquals(event.get("score").intValue(), detector.score(), event.toString());
      answers++;
    }
    return answers;
  }

  private static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::intValue).toArray();
  }
}
