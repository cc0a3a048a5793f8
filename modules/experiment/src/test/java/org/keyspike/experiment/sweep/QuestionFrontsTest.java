package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.results.ScoredAccuracy;

/** Methods at two sizes, each of two runs that nobody ran. */
class QuestionFrontsTest {
  @TempDir Path folder;

  private final Map<SweepRun, RunOutcome> outcomes = new HashMap<>();

  private QuestionVariant variant(
      String question, String answer, long bytes, double accuracy, Optional<Double> bySpeaker) {
    List<SweepRun> runs = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      SweepRun run =
          new SweepRun(
              new Combination(Map.of("a.k", question + answer)),
              seed,
              null,
              new RunFolder(Path.of("sweep", question + answer, "seed-" + seed)));
      RunScore score =
          new RunScore(
              new ScoredAccuracy(
                  accuracy, 1, 2, new Interval(0, 1, Interval.Unit.CLIPS, 2), bySpeaker),
              Optional.of(bytes + seed),
              10,
              5,
              Optional.empty(),
              List.of(0.5),
              Optional.empty());
      outcomes.put(run, RunOutcome.learned(run, null, score).tested(score, "d", Map.of()));
      runs.add(run);
    }
    return new QuestionVariant(question, answer, runs);
  }

  private QuestionResults results(QuestionVariant... variants) {
    Optional<Double> none = Optional.empty();
    Map<List<SweepRun>, AnalysisMeans> analyses = new HashMap<>();
    for (QuestionVariant variant : variants) {
      analyses.put(variant.runs(), new AnalysisMeans(none, none, none, none, none));
    }
    return QuestionResults.of(
        Path.of("sweep"), RunGoal.VERIFY, Optional.empty(), List.of(variants), outcomes, analyses);
  }

  private QuestionResults methods() {
    return results(
        variant("large", "plain", 200, 0.9, Optional.of(0.8)),
        variant("large", "better", 210, 0.8, Optional.of(0.85)),
        variant("small", "plain", 100, 0.7, Optional.of(0.6)),
        variant("small", "better", 90, 0.7, Optional.of(0.65)));
  }

  @Test
  void aMethodIsALineThroughItsSizes() {
    QuestionFronts fronts = QuestionFronts.of(methods());
    assertTrue(fronts.bySpeaker() && fronts.comparable());
    assertEquals(List.of("plain", "better"), List.copyOf(fronts.lines().keySet()));
    assertEquals(
        List.of(
            new ParetoFront.Point("small: better", 91.5, 0.65),
            new ParetoFront.Point("large: better", 211.5, 0.85)),
        fronts.lines().get("better"));
    assertEquals(
        List.of("small: better", "large: plain", "large: better"),
        fronts.front().stream().map(ParetoFront.Point::name).toList());
  }

  @Test
  void answersOfDifferentNamesAreALineAQuestion() {
    QuestionFronts fronts =
        QuestionFronts.of(
            results(
                variant("bits", "4", 200, 0.9, Optional.of(0.8)),
                variant("bits", "2", 100, 0.8, Optional.empty()),
                variant("steps", "one", 200, 0.9, Optional.of(0.8))));
    assertEquals(List.of("bits", "steps"), List.copyOf(fronts.lines().keySet()));
    assertFalse(fronts.bySpeaker(), "one run does not know its speakers");
    assertEquals(0.8, fronts.lines().get("bits").get(0).worth());
  }

  @Test
  void tableAndPlotHaveBytesWhereSizesDiffer() throws IOException {
    String text = QuestionTable.of(methods());
    String row = text.lines().skip(2).findFirst().orElseThrow();
    assertTrue(text.lines().findFirst().orElseThrow().contains("| bytes | by speaker |"), text);
    assertTrue(
        row.matches("\\| large +\\| plain +\\| 2 of 2 \\| 10 +\\| 202 +\\| 0\\.8000 .*"), row);
    assertTrue(
        text.contains(
            "Pareto front of accuracy against bytes: small: better; large: plain; large: better."),
        text);
    QuestionPlots.write(folder, methods());
    assertTrue(Files.size(folder.resolve("bytes.png")) > 0);
  }

  @Test
  void oneSizeIsNothingToCompare() throws IOException {
    QuestionResults one =
        results(
            variant("neuron", "lif", 200, 0.9, Optional.of(0.8)),
            variant("neuron", "rlif", 200, 0.9, Optional.of(0.8)));
    assertFalse(QuestionFronts.of(one).comparable());
    assertFalse(QuestionTable.of(one).contains("by speaker"));
    QuestionFronts.of(one).draw(folder.resolve("none.png"));
    assertFalse(Files.exists(folder.resolve("none.png")));
  }
}
