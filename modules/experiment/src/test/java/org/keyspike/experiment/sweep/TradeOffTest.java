package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.pipeline.results.ScoredAccuracy;

class TradeOffTest {
  @TempDir Path folder;

  private static RunScore score(double accuracy, Optional<Long> bytes) {
    return new RunScore(
        new ScoredAccuracy(
            accuracy, 0, 100, new Interval(0, 1, Interval.Unit.CLIPS, 100), Optional.empty()),
        bytes,
        10,
        10,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static SweepResults.Entry entry(String bits, String lanes, RunScore... scores) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("hardware.bits", bits);
    values.put("hardware.lanes", lanes);
    List<SweepResults.RunEntry> runs = new ArrayList<>();
    for (RunScore score : scores) {
      runs.add(
          new SweepResults.RunEntry(
              runs.size(), "f", Optional.empty(), Optional.empty(), Optional.of(score)));
    }
    return new SweepResults.Entry(
        values,
        false,
        Optional.empty(),
        MeanAccuracy.of(List.of(scores)),
        runs,
        Optional.empty(),
        Optional.empty());
  }

  private static TradeOff of(SweepResults.Entry... entries) {
    return TradeOff.of(
        new SweepResults("verify", "integer", List.of(1L), Optional.empty(), List.of(entries)));
  }

  private static TradeOff four() {
    return of(
        entry("4", "1", score(0.25, Optional.of(1000L)), score(0.75, Optional.of(3000L))),
        entry("4", "2", score(0.5, Optional.of(2500L))),
        entry("8", "1", score(0.75, Optional.of(4000L))),
        entry("8", "2", score(0.625, Optional.of(5000L))));
  }

  @Test
  void pointsAreMeansByTheKeyThatVariesSlowest() {
    TradeOff four = four();
    assertEquals(
        List.of(
            new ParetoFront.Point("bits=4 lanes=1", 2000, 0.5),
            new ParetoFront.Point("bits=4 lanes=2", 2500, 0.5)),
        four.points().get("bits=4"));
    assertEquals(List.of("bits=4", "bits=8"), List.copyOf(four.points().keySet()));
  }

  @Test
  void theFrontLeavesOutWhatSomethingSmallerIsAsGoodAs() {
    TradeOff four = four();
    assertEquals(
        List.of("bits=4 lanes=1", "bits=8 lanes=1"),
        four.front().stream().map(ParetoFront.Point::name).toList());
    assertTrue(four.comparable());
    assertEquals(
        "Pareto front of accuracy against bytes: bits=4 lanes=1; bits=8 lanes=1.",
        four.text().strip());
  }

  @Test
  void oneSizeIsNoTradeOff() throws IOException {
    TradeOff one =
        of(
            entry("4", "1", score(0.5, Optional.of(1000L))),
            entry("4", "2", score(0.75, Optional.of(1000L))));
    assertFalse(one.comparable());
    assertEquals("", one.text());
    one.draw(folder.resolve("none.png"));
    assertFalse(Files.exists(folder.resolve("none.png")));
  }

  @Test
  void whatHasNoBytesOrWasNotTestedIsNoPoint() {
    TradeOff none = of(entry("4", "1", score(0.5, Optional.empty())), entry("8", "1"));
    assertEquals(Map.of(), none.points());
    assertEquals(List.of(), none.front());
  }

  @Test
  @Tag("slow")
  void twoSizesAreDrawn() throws IOException {
    four().draw(folder.resolve("front.png"));
    assertTrue(Files.size(folder.resolve("front.png")) > 0);
  }
}
