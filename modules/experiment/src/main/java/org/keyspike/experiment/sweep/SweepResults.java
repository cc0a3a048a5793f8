package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;

/**
 * The results of a sweep: sweep.json.
 *
 * @param until how far its runs went
 * @param form of the network that was tested: {@code float}, {@code quantized} or {@code integer}
 * @param seeds of every combination
 * @param choice the best combination by validation, written before the test part was touched; empty
 *     if no combination has all its runs
 * @param combinations in the order they were given
 */
public record SweepResults(
    String until,
    String form,
    List<Long> seeds,
    Optional<BestCombination> choice,
    List<Entry> combinations) {
  /**
   * One combination.
   *
   * @param values by key
   * @param chosen whether it is the best by validation
   * @param validation accuracy over the seeds that came so far
   * @param test accuracy over the seeds that came so far
   * @param runs one a seed
   * @param againstFirst comparison with the first combination; empty of the first, and without a
   *     choice
   * @param ledger what its compression cost and saved; empty unless all its runs were verified
   */
  public record Entry(
      Map<String, String> values,
      boolean chosen,
      Optional<MeanAccuracy> validation,
      Optional<MeanAccuracy> test,
      List<RunEntry> runs,
      Optional<SweepComparison> againstFirst,
      Optional<MeanLedger> ledger) {

    /** For people. */
    String label() {
      return new Combination(values).label();
    }
  }

  /**
   * One run.
   *
   * @param folder of the run, in the sweep folder
   * @param failure what went wrong, for people
   * @param validation what its checkpoint scored
   * @param test what the tested form scored
   */
  public record RunEntry(
      long seed,
      String folder,
      Optional<String> failure,
      Optional<RunScore> validation,
      Optional<RunScore> test) {

    /** What it scored as far as it came: on the test part, or else on the validation part. */
    Optional<RunScore> last() {
      return test.or(() -> validation);
    }
  }

  public SweepResults {
    if (combinations == null) {
      throw new IllegalArgumentException("found no combinations");
    }
    combinations = List.copyOf(combinations);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static SweepResults read(Path file) throws IOException {
    return JsonFile.read(file, SweepResults.class, "the results of a sweep");
  }

  /** Whether every run came to its end. */
  public boolean complete() {
    return combinations.stream()
        .flatMap(combination -> combination.runs.stream())
        .allMatch(run -> run.failure.isEmpty());
  }

  /**
   * Gathers the runs of each combination.
   *
   * @param sweep the sweep folder
   * @param choice if there is one
   * @throws IOException if what a verified run left cannot be read
   */
  static SweepResults of(
      Path sweep, RunGoal goal, Optional<BestCombination> choice, List<List<RunOutcome>> outcomes)
      throws IOException {
    List<RunOutcome> first = outcomes.get(0);
    List<Entry> entries = new ArrayList<>();
    for (List<RunOutcome> runs : outcomes) {
      boolean verified =
          goal == RunGoal.VERIFY && runs.stream().allMatch(run -> run.test() != null);
      entries.add(
          entry(
              sweep,
              choice,
              first,
              runs,
              verified ? Optional.of(MeanLedger.of(runs)) : Optional.empty()));
    }
    return new SweepResults(
        goal.toString(),
        goal.form(),
        first.stream().map(run -> run.run().seed()).toList(),
        choice,
        entries);
  }

  static Entry entry(
      Path sweep,
      Optional<BestCombination> choice,
      List<RunOutcome> first,
      List<RunOutcome> runs,
      Optional<MeanLedger> ledger) {
    Map<String, String> values = runs.get(0).run().combination().values();
    return new Entry(
        values,
        choice.filter(best -> best.chosen().equals(values)).isPresent(),
        MeanAccuracy.of(
            runs.stream().map(RunOutcome::validation).filter(Objects::nonNull).toList()),
        MeanAccuracy.of(runs.stream().map(RunOutcome::test).filter(Objects::nonNull).toList()),
        runs.stream()
            .map(
                run ->
                    new RunEntry(
                        run.run().seed(),
                        sweep.relativize(run.run().folder().path()).toString(),
                        Optional.ofNullable(run.failure()),
                        Optional.ofNullable(run.validation()),
                        Optional.ofNullable(run.test())))
            .toList(),
        runs == first || choice.isEmpty()
            ? Optional.empty()
            : Optional.of(SweepComparison.of(first, runs)),
        ledger);
  }

  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }
}
