package org.keyspike.experiment.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.io.JsonFile;

/**
 * The results of questions asked of a recipe: questions.json.
 *
 * @param form of the network that was tested: {@code float}, {@code quantized} or {@code integer}
 * @param seeds of every answer
 * @param choice the best answer by validation, written before the test part was touched; empty if
 *     no answer has all its runs
 * @param answers question by question
 */
public record QuestionResults(
    String form, List<Long> seeds, Optional<BestCombination> choice, List<Entry> answers) {
  /**
   * One answer.
   *
   * @param values that it lays over the recipe
   * @param validation accuracy over the seeds that came so far
   * @param test accuracy over the seeds that came so far
   * @param runs one a seed
   * @param analysis what analyses of its networks found
   * @param againstFirst comparison with the first answer to the same question; empty of the first,
   *     and without a choice
   */
  public record Entry(
      String question,
      String answer,
      Map<String, String> values,
      Optional<MeanAccuracy> validation,
      Optional<MeanAccuracy> test,
      List<SweepResults.RunEntry> runs,
      @JsonProperty("insight") AnalysisMeans analysis,
      Optional<SweepComparison> againstFirst) {

    /** What its runs scored, on the test part as far as they were tested. */
    List<RunScore> scores() {
      return runs.stream().map(SweepResults.RunEntry::last).flatMap(Optional::stream).toList();
    }
  }

  /** Whether every run came to its end. */
  public boolean complete() {
    return answers.stream()
        .flatMap(answer -> answer.runs.stream())
        .allMatch(run -> run.failure().isEmpty());
  }

  /** Gathers the runs of each answer. */
  static QuestionResults of(
      Path sweep,
      RunGoal goal,
      Optional<BestCombination> choice,
      List<QuestionVariant> answers,
      Map<SweepRun, RunOutcome> outcomes,
      Map<List<SweepRun>, AnalysisMeans> analyses) {
    Map<String, List<RunOutcome>> first = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (QuestionVariant answer : answers) {
      List<RunOutcome> runs = answer.runs().stream().map(outcomes::get).toList();
      List<RunOutcome> other = first.putIfAbsent(answer.question(), runs);
      SweepResults.Entry entry = SweepResults.entry(sweep, choice, runs, runs, Optional.empty());
      entries.add(
          new Entry(
              answer.question(),
              answer.name(),
              entry.values(),
              entry.validation(),
              entry.test(),
              entry.runs(),
              analyses.get(answer.runs()),
              other == null || choice.isEmpty()
                  ? Optional.empty()
                  : Optional.of(SweepComparison.of(other, runs))));
    }
    List<Long> seeds = answers.get(0).runs().stream().map(SweepRun::seed).toList();
    return new QuestionResults(goal.form(), seeds, choice, entries);
  }

  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
