package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.experiment.run.RunGoal;

/**
 * {@link QuestionVariant}s of six made runs each → {@link QuestionResults} → {@link QuestionTable}.
 */
class QuestionResultsTest {
  private static final Optional<Double> NONE = Optional.empty();
  private static final AnalysisMeans NOTHING = new AnalysisMeans(NONE, NONE, NONE, NONE, NONE);
  private static final AnalysisMeans FOUND =
      new AnalysisMeans(
          Optional.of(2.5e6), Optional.of(10e6), Optional.of(0.75), Optional.of(-0.5), NONE);

  /** Two questions; the first answers to both are the same runs. */
  private static QuestionResults results(boolean chosen) {
    List<RunOutcome> plain = SweepResultsTest.runs("1", 0, "d");
    List<RunOutcome> adaptive = SweepResultsTest.runs("2", 1, "d");
    List<RunOutcome> failed = SweepResultsTest.runs("3", 0, "d");
    failed.replaceAll(run -> RunOutcome.learned(run.run(), null, null).failed("diverged"));
    Map<SweepRun, RunOutcome> outcomes = new HashMap<>();
    for (List<RunOutcome> some : List.of(plain, adaptive, failed)) {
      some.forEach(outcome -> outcomes.put(outcome.run(), outcome));
    }
    List<QuestionVariant> answers =
        List.of(
            new QuestionVariant("neuron", "plain", runs(plain)),
            new QuestionVariant("neuron", "adaptive", runs(adaptive)),
            new QuestionVariant("rate", "low", runs(plain)),
            new QuestionVariant("rate", "high", runs(failed)));
    Map<List<SweepRun>, AnalysisMeans> analyses =
        Map.of(runs(plain), FOUND, runs(adaptive), NOTHING, runs(failed), NOTHING);
    Optional<BestCombination> choice =
        chosen
            ? Optional.of(new BestCombination("made", Map.of("a.k", "2"), List.of()))
            : Optional.empty();
    return QuestionResults.of(Path.of("sweep"), RunGoal.TRAIN, choice, answers, outcomes, analyses);
  }

  private static List<SweepRun> runs(List<RunOutcome> outcomes) {
    return outcomes.stream().map(RunOutcome::run).toList();
  }

  @Test
  void answersAreComparedWithTheFirstOfTheirQuestion() {
    List<QuestionResults.Entry> answers = results(true).answers();
    assertEquals(
        List.of(false, true, false, true),
        answers.stream().map(answer -> answer.againstFirst().isPresent()).toList());
    SweepComparison against = answers.get(1).againstFirst().orElseThrow();
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), against.seeds());
    assertEquals(0.125, against.together().effect().orElseThrow(), 1e-12);
    assertEquals(List.of(), answers.get(3).againstFirst().orElseThrow().seeds());
    assertTrue(
        results(false).answers().stream().allMatch(answer -> answer.againstFirst().isEmpty()),
        "nothing was tested without a choice");
  }

  @Test
  void sharedRunsAnswerBothQuestions() {
    List<QuestionResults.Entry> answers = results(true).answers();
    assertEquals(answers.get(0).runs(), answers.get(2).runs());
    assertEquals(FOUND, answers.get(2).analysis());
    assertEquals(Map.of("a.k", "1"), answers.get(2).values());
    assertEquals("float", results(true).form());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), results(true).seeds());
  }

  @Test
  void areCompleteIfEveryRunCameToItsEnd() {
    QuestionResults results = results(true);
    assertFalse(results.complete());
    assertTrue(
        new QuestionResults(
                results.form(), results.seeds(), results.choice(), results.answers().subList(0, 3))
            .complete());
  }

  @Test
  void tableHasARowForEachAnswer() {
    List<String> lines = QuestionTable.of(results(true)).lines().toList();
    assertEquals(
        List.of(
            "neuron",
            "plain",
            "6 of 6",
            "1,000",
            "0.3750 ± 0.1118",
            "0.3750 ± 0.1118",
            "0.2500",
            "0.1250 0.5000",
            "2.50 of 10.00",
            "0.7500",
            "-0.50",
            ""),
        cells(lines.get(2)));
    assertEquals(
        List.of("rate", "high", "0 of 6", "", "", "", "", "", "", "", "", ""), cells(lines.get(5)));
    assertTrue(lines.get(7).contains("over seeds [1, 2, 3, 4, 5, 6]"), lines.get(7));
    assertTrue(lines.get(7).contains("Tested: the float network."), lines.get(7));
  }

  @Test
  void tableOfComparisonsNamesWhatIsComparedAndWhatIsRefused() {
    List<String> lines = QuestionTable.of(results(true)).lines().toList();
    List<List<String>> compared =
        lines.stream()
            .skip(7)
            .filter(line -> line.startsWith("| neuron") || line.startsWith("| rate"))
            .map(QuestionResultsTest::cells)
            .toList();
    assertEquals(List.of("neuron", "adaptive", "plain", "+0.1250"), compared.get(0).subList(0, 4));
    assertEquals(List.of("rate", "high", "low", "–", "–", "–", "–"), compared.get(1));
    assertTrue(lines.contains("FAILED: rate, high, seed 6: diverged"), () -> lines.toString());
    assertTrue(
        lines.contains("– comparison on the same clips needs a seed with which both were tested."),
        () -> lines.toString());
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.contains("for there being 2 comparisons. On the same clips: ")),
        () -> lines.toString());
  }

  @Test
  void withoutComparisonsThereIsOneTable() {
    String text = QuestionTable.of(results(false));
    assertFalse(text.contains("effect on test"), text);
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
        .map(String::strip)
        .toList();
  }
}
