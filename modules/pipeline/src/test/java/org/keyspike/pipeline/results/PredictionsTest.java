package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.ClipScore;
import org.keyspike.evaluation.Interval;
import org.keyspike.io.InputException;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

class PredictionsTest {
  private static final List<String> CLASSES = List.of("yes", "no, never");

  @TempDir private Path folder;

  @Test
  void clipsAreWrittenByName() throws IOException {
    Path file = folder.resolve("predictions.csv");
    Map<String, Score> forms = new LinkedHashMap<>();
    forms.put("float", score(new int[] {0}, new int[] {1}));
    forms.put("integer", score(new int[] {1}, new int[] {1}));
    Predictions.write(file, CLASSES, false, forms);
    assertEquals(
        """
        clip,label,float,integer
        "b,1",yes,yes,"no, never"
        a,"no, never","no, never","no, never"
        """,
        Files.readString(file));
    assertEquals(
        Map.of("a", nameless(1, 1), "b,1", nameless(0, 1)), Predictions.read(file, "integer"));
    assertEquals(
        Map.of("a", nameless(1, 1), "b,1", nameless(1, 1)), Predictions.read(file, "float"));
  }

  private static ClipScore nameless(int correct, int count) {
    return ClipScore.nameless(new Accuracy(correct, count));
  }

  /** Who compares two runs later must know who spoke. */
  @Test
  void speakersAreWrittenAndReadBack() throws IOException {
    Path file = folder.resolve("predictions.csv");
    Score score =
        new Score(
            List.of(
                new ClipAnswer("a", Optional.of("ada"), new int[] {0}, new int[] {0}),
                new ClipAnswer("b", new int[] {1}, new int[] {0})),
            2,
            Optional.empty(),
            List.of());
    Predictions.write(file, List.of("x", "y"), false, Map.of("float", score));
    assertEquals("clip,speaker,label,float\na,ada,x,x\nb,,y,x\n", Files.readString(file));
    assertEquals(
        Map.of("a", new ClipScore(new Accuracy(1, 1), Optional.of("ada")), "b", nameless(0, 1)),
        Predictions.read(file, "float"));
  }

  @Test
  void framesAreCountedByClip() throws IOException {
    Path file = folder.resolve("predictions.csv");
    int[] labels = {0, 1, 1};
    Score score =
        new Score(
            List.of(new ClipAnswer("a", labels, new int[] {0, 1, 0})),
            2,
            Optional.empty(),
            List.of(0.5));
    Predictions.write(file, List.of("x", "y"), true, Map.of("float", score));
    assertEquals("clip,frame,label,float\na,0,x,x\na,1,y,y\na,2,y,x\n", Files.readString(file));
    assertEquals(Map.of("a", nameless(2, 3)), Predictions.read(file, "float"));
  }

  /** Frames of one utterance hang together: their interval is that of so many utterances. */
  @Test
  void framesHaveAnIntervalOverClips() {
    List<ClipAnswer> clips =
        List.of(
            new ClipAnswer("a", new int[50], new int[50]),
            new ClipAnswer("b", ones(), new int[50]));
    assertEquals(
        new Interval(0, 1, Interval.Unit.CLIPS, 2),
        new Score(clips, 2, Optional.empty(), List.of()).interval());
    Score wilson = score(new int[] {0}, new int[] {1});
    assertEquals(wilson.accuracy().interval(), wilson.interval());
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path file = folder.resolve("x.csv");
    Files.writeString(file, "clip,label,float\na,yes,yes\n");
    assertTrue(refusal(file, "integer").contains("one of the name integer"));
    Files.writeString(file, "");
    assertTrue(refusal(file, "float").contains("expected one of the name clip"));
    Files.writeString(file, "clip,label,float\na,yes\n");
    assertTrue(refusal(file, "float").contains("found 2 columns, expected 3"));
    Files.writeString(file, "clip,label,float\na,\"yes,yes\n");
    assertTrue(refusal(file, "float").contains("x.csv: found "));
  }

  private static String refusal(Path file, String form) {
    return assertThrows(InputException.class, () -> Predictions.read(file, form)).getMessage();
  }

  private static int[] ones() {
    int[] ones = new int[50];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Score score(int[] first, int[] second) {
    return new Score(
        List.of(
            new ClipAnswer("b,1", new int[] {0}, first),
            new ClipAnswer("a", new int[] {1}, second)),
        2,
        Optional.empty(),
        List.of(0.5));
  }
}
