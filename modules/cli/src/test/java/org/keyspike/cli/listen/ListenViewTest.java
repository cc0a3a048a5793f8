package org.keyspike.cli.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.spotting.Answer;
import org.keyspike.spotting.Detection;

class ListenViewTest {
  private static final String TERMINAL = "keyspike.terminal";
  private static final String CLEAR = "\r\u001b[K";
  private static final List<String> CLASSES = List.of("yes", "no", "up", "down");
  private static final Answer ANSWER =
      new Answer(130, new int[4], 10, new int[] {4_096, 16_384, 8_192, 4_096});

  @Test
  void peopleReadOneLineADetection() {
    SpokenConsole said = new SpokenConsole(false, false);
    ListenView view = new ListenView(said.console(), CLASSES, false);
    view.answer(ANSWER);
    view.detection(new Detection(1, "no", 2.5, 3.5, 0.914));
    view.detection(new Detection(3, "down", 3724.5, 3725.5, 1));
    assertEquals(
        List.of("0:00:03.5  no           0.91", "1:02:05.5  down         1.00"), said.out());
    view.end(5.04, 2);
    assertEquals("2 words in 5.0 s of sound" + System.lineSeparator(), said.err());
  }

  @Test
  void beginsWithTheSettingsAndWhereTheyComeFrom() {
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(5, 150, new IntegerVector(16_384, 0, 24_576, 0));
    SpokenConsole people = new SpokenConsole(false, false);
    ListenView view = new ListenView(people.console(), CLASSES, false);
    view.start(settings, "image", List.of());
    view.start(settings, "standard", List.of("threshold", "refractory"));
    IntegerDetectorSettings never =
        new IntegerDetectorSettings(1, 0, new IntegerVector(0, 0, 0, 0));
    view.start(never, "image", List.of());
    assertEquals(
        List.of(
            "threshold 0.50 to 0.75, smoothing 5, refractory 1.5 s: the image's settings",
            "threshold 0.50 to 0.75, smoothing 5, refractory 1.5 s: standard settings, but for"
                + " --threshold --refractory",
            "no class of this network is ever detected"),
        people.err().lines().toList());
    assertEquals(List.of(), people.out());
    SpokenConsole programs = new SpokenConsole(true, false);
    new ListenView(programs.console(), CLASSES, false)
        .start(settings, "image", List.of("smoothing"));
    assertEquals(
        List.of(
            "{\"event\":\"start\",\"from\":\"image\",\"given\":[\"smoothing\"],\"smoothing\":5,"
                + "\"refractory\":1.5,\"thresholds\":{\"yes\":0.5,\"up\":0.75}}"),
        programs.out());
  }

  @Test
  void quietSaysDetectionsOnly() {
    SpokenConsole said = new SpokenConsole(false, true);
    ListenView view = new ListenView(said.console(), CLASSES, false);
    view.detection(new Detection(0, "yes", 0, 1, 0.5));
    view.end(5, 1);
    assertEquals(1, said.out().size());
    assertEquals("", said.err());
  }

  @Test
  void programsReadObjects() {
    SpokenConsole said = new SpokenConsole(true, false);
    ListenView view = new ListenView(said.console(), CLASSES, true);
    view.answer(ANSWER);
    view.detection(new Detection(1, "no", 2.5, 3.5, 0.75));
    view.end(5, 1);
    assertEquals(
        List.of(
            "{\"event\":\"answer\",\"time\":1.3,\"words\":[{\"word\":\"no\",\"posterior\":0.5},"
                + "{\"word\":\"up\",\"posterior\":0.25},{\"word\":\"yes\",\"posterior\":0.125}]}",
            "{\"event\":\"detection\",\"word\":\"no\",\"label\":1,\"start\":2.5,\"end\":3.5,"
                + "\"score\":0.75}",
            "{\"event\":\"end\",\"seconds\":5.0,\"detections\":1}"),
        said.out());
    assertEquals("", said.err());
  }

  @Test
  void answersAreSaidOnlyIfAskedFor() {
    SpokenConsole said = new SpokenConsole(true, false);
    new ListenView(said.console(), CLASSES, false).answer(ANSWER);
    assertEquals(List.of(), said.out());
  }

  @Test
  void aTerminalShowsLevelAndNearestWords() {
    String words = "no 0.50  up 0.25  yes 0.13";
    assertEquals("0:00:01.3 [" + "-".repeat(24) + "]  -60 dB  " + words, drawn(0));
    assertEquals(
        "0:00:01.3 [" + "#".repeat(12) + "-".repeat(12) + "]  -30 dB  " + words, drawn(1_036));
    assertEquals("0:00:01.3 [" + "#".repeat(24) + "]    0 dB  " + words, drawn(32_767));
  }

  /** The line that is drawn after a sound of one value. */
  private static String drawn(int value) {
    System.setProperty(TERMINAL, "true");
    try {
      SpokenConsole said = new SpokenConsole(false, false);
      ListenView view = new ListenView(said.console(), CLASSES, false);
      short[] samples = new short[200];
      Arrays.fill(samples, 0, 100, (short) value);
      view.sound(samples, 100);
      view.answer(ANSWER);
      String line = said.err();
      view.clear();
      assertEquals(line + CLEAR, said.err(), "it can be taken away");
      assertEquals(CLEAR, line.substring(0, CLEAR.length()), "it is drawn over the last");
      return line.substring(CLEAR.length());
    } finally {
      System.clearProperty(TERMINAL);
    }
  }
}
