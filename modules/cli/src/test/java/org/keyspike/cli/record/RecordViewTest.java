package org.keyspike.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.take.Take;
import org.keyspike.audio.take.Verdict;
import org.keyspike.cli.console.Console;

class RecordViewTest {
  private static Take take(Verdict verdict) {
    return new Take(verdict, -52.4, -40.6, 1.23, new short[0]);
  }

  @Test
  void saysWhyItAsksAgain() {
    assertTrue(RecordView.again(take(Verdict.NOTHING)).startsWith("nothing heard for 10 s"));
    assertTrue(RecordView.again(take(Verdict.TOO_LONG)).startsWith("too long, 1.23 s"));
    assertTrue(RecordView.again(take(Verdict.CLIPPED)).startsWith("clipped: again"));
    assertTrue(
        RecordView.again(take(Verdict.TOO_QUIET))
            .startsWith("too quiet, -41 dB with a background of -52 dB"));
    assertThrows(IllegalArgumentException.class, () -> RecordView.again(take(Verdict.GOOD)));
  }

  @Test
  void linesGoToStandardError() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream lines = new PrintStream(err, true, StandardCharsets.UTF_8);
    RecordView view = new RecordView(new Console(System.out, lines, false, false));
    view.measuring();
    view.wanted("hey robin", 2, 5, -52.4);
    view.heard(new short[160], 160);
    view.refused("hey robin", take(Verdict.CLIPPED));
    view.kept("hey robin", take(Verdict.GOOD), Path.of("own", "anna_nohash_1.wav"));
    view.clear();
    assertEquals(
        List.of(
            "quiet, please: measuring the background",
            "say \"hey robin\" (2 of 5), background -52 dB",
            RecordView.again(take(Verdict.CLIPPED)),
            Path.of("own", "anna_nohash_1.wav") + ": 1.23 s at -41 dB"),
        err.toString(StandardCharsets.UTF_8).lines().toList());
  }
}
