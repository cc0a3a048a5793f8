package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.analysis.AnalysisFindings;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.SharedStages;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Predictions;
import org.keyspike.pipeline.results.Results;

/** A sweep at work: all runs learn, then the best is chosen, then all are tested. */
public final class Sweep {
  private final Path folder;
  private final RunGoal goal;
  private final RunWorkers workers;
  private final Path cache;
  private final ProgressListener progress;
  private final Map<String, Features> data = new HashMap<>();

  /**
   * @param folder the sweep folder
   * @param goal how far its runs go
   * @param launcher of its runs
   * @param jobs how many at a time
   * @param cache of data
   */
  public Sweep(
      Path folder,
      RunGoal goal,
      CommandLauncher launcher,
      int jobs,
      Path cache,
      ProgressListener progress) {
    this.folder = folder;
    this.goal = goal;
    this.workers = new RunWorkers(launcher, jobs, cache, progress);
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Does what is not done yet.
   *
   * @param members the runs of each combination, with the same seeds in the same order
   * @throws IOException if data cannot be read or a file not written; a run that fails is in the
   *     results
   */
  public SweepResults perform(List<List<SweepRun>> members) throws IOException {
    Map<SweepRun, RunOutcome> outcomes = new LinkedHashMap<>();
    BestCombination choice = run(members, outcomes);
    SweepResults results =
        SweepResults.of(
            folder,
            goal,
            choice,
            members.stream().map(runs -> runs.stream().map(outcomes::get).toList()).toList());
    results.write(folder.resolve("sweep.json"));
    TradeOff.of(results).draw(folder.resolve("sweep.png"));
    return results;
  }

  /**
   * Answers questions: does what is not done yet, and looks into every network.
   *
   * @param answers with the same seeds in the same order; of each question the first is what its
   *     others are compared with
   * @throws IOException as {@link #perform}
   */
  public QuestionResults answer(List<QuestionVariant> answers) throws IOException {
    Map<SweepRun, RunOutcome> outcomes = new LinkedHashMap<>();
    BestCombination choice =
        run(answers.stream().map(QuestionVariant::runs).distinct().toList(), outcomes);
    QuestionResults results =
        QuestionResults.of(folder, goal, choice, answers, outcomes, analyses(answers, outcomes));
    results.write(folder.resolve("questions.json"));
    AtomicFiles.write(
        folder.resolve("questions.md"),
        (QuestionTable.of(results) + "\n").getBytes(StandardCharsets.UTF_8));
    QuestionPlots.write(folder, results);
    return results;
  }

  private Map<List<SweepRun>, AnalysisMeans> analyses(
      List<QuestionVariant> answers, Map<SweepRun, RunOutcome> outcomes) throws IOException {
    List<SweepRun> learned =
        outcomes.values().stream()
            .filter(outcome -> outcome.failure() == null)
            .map(RunOutcome::run)
            .toList();
    List<SweepRun> unknown = new ArrayList<>();
    for (SweepRun member : learned) {
      if (!member.folder().analysed()) {
        unknown.add(member);
      }
    }
    workers
        .run("analyse", List.of("analyse"), unknown)
        .forEach((member, why) -> outcomes.put(member, outcomes.get(member).failed(why)));
    Map<List<SweepRun>, AnalysisMeans> analyses = new HashMap<>();
    for (QuestionVariant answer : answers) {
      List<AnalysisFindings> found = new ArrayList<>();
      for (SweepRun member : answer.runs()) {
        if (outcomes.get(member).failure() == null) {
          found.add(AnalysisFindings.read(member.folder().analysis()));
        }
      }
      analyses.put(answer.runs(), AnalysisMeans.of(found));
    }
    return analyses;
  }

  /** Runs all: they learn, the best is chosen, they are tested. */
  private BestCombination run(List<List<SweepRun>> members, Map<SweepRun, RunOutcome> outcomes)
      throws IOException {
    List<SweepRun> all = members.stream().flatMap(List::stream).toList();
    List<SweepRun> unfinished = unfinished(all, "learn", this::hasLearned);
    if (goal != RunGoal.TRAIN) {
      shareFloatNetworks(unfinished);
    }
    Map<SweepRun, String> failures = workers.run("learn", goal.learning(), unfinished);
    for (SweepRun member : all) {
      String failure = failures.get(member);
      outcomes.put(
          member, RunOutcome.learned(member, failure, failure == null ? validation(member) : null));
    }
    Optional<BestCombination> choice = choose(members, outcomes);
    if (choice.isPresent()) {
      choice.get().write(folder.resolve("choice.json"));
      progress.note("chosen    " + new Combination(choice.get().chosen()).label());
      test(outcomes);
    }
    return choice.orElse(null);
  }

  /** Trains one of those runs that differ in their compression alone, for all of them. */
  private void shareFloatNetworks(List<SweepRun> members) throws IOException {
    Map<String, List<SweepRun>> alike = new LinkedHashMap<>();
    for (SweepRun member : members) {
      alike.computeIfAbsent(trained(member.recipe()), key -> new ArrayList<>()).add(member);
    }
    List<List<SweepRun>> shared = alike.values().stream().filter(runs -> runs.size() > 1).toList();
    List<SweepRun> first = shared.stream().map(runs -> runs.get(0)).toList();
    List<SweepRun> untrained = unfinished(first, "train", run -> run.finished(Run.LastStage.TRAIN));
    if (!untrained.isEmpty()) {
      // Those that fail are said when their own run fails.
      workers.run("train", List.of("train"), untrained);
    }
    for (List<SweepRun> runs : shared) {
      for (SweepRun other : runs.subList(1, runs.size())) {
        SharedStages.floatNetwork(runs.get(0).folder(), other.folder());
      }
    }
  }

  /** All that decides a float network. */
  private static String trained(Recipe recipe) {
    return String.join(
        "\n",
        Long.toString(recipe.seed()),
        RecordWriter.json(recipe.dataset()),
        RecordWriter.json(recipe.frontend()),
        RecordWriter.json(recipe.encoder()),
        RecordWriter.json(recipe.network()),
        RecordWriter.json(recipe.training()));
  }

  private static Optional<BestCombination> choose(
      List<List<SweepRun>> members, Map<SweepRun, RunOutcome> outcomes) {
    List<BestCombination.Candidate> candidates = new ArrayList<>();
    for (List<SweepRun> runs : members) {
      List<RunScore> validation = new ArrayList<>();
      for (SweepRun run : runs) {
        if (outcomes.get(run).validation() != null) {
          validation.add(outcomes.get(run).validation());
        }
      }
      if (validation.size() == runs.size()) {
        candidates.add(
            new BestCombination.Candidate(
                runs.get(0).combination().values(), MeanAccuracy.of(validation)));
      }
    }
    return BestCombination.of(candidates);
  }

  private void test(Map<SweepRun, RunOutcome> outcomes) throws IOException {
    List<SweepRun> learned =
        outcomes.values().stream()
            .filter(outcome -> outcome.failure() == null)
            .map(RunOutcome::run)
            .toList();
    Map<SweepRun, String> failures =
        workers.run("test", goal.testing(), unfinished(learned, "test", this::isTested));
    for (SweepRun member : learned) {
      String failure = failures.get(member);
      RunOutcome outcome = outcomes.get(member);
      outcomes.put(member, failure == null ? tested(outcome) : outcome.failed(failure));
    }
  }

  private RunOutcome tested(RunOutcome outcome) throws IOException {
    RunFolder run = outcome.run().folder();
    if (goal == RunGoal.VERIFY) {
      Results results = Results.read(run.results());
      return outcome.tested(
          RunScore.of(results.row(goal.form())),
          results.data(),
          Predictions.read(run.predictions(), goal.form()));
    }
    PartResult result = PartResult.read(run.test(goal.checkpoint()));
    return outcome.tested(
        RunScore.of(result.row()),
        result.data(),
        Predictions.read(run.testPredictions(goal.checkpoint()), goal.checkpoint()));
  }

  private RunScore validation(SweepRun member) throws IOException {
    return RunScore.of(PartResult.read(member.folder().validation(goal.checkpoint())).row());
  }

  /** Whether a run is so far, with nothing changed that it depends on. */
  @FunctionalInterface
  private interface Check {
    boolean of(Run run) throws IOException;
  }

  private boolean hasLearned(Run run) throws IOException {
    return run.finished(goal.learned());
  }

  private boolean isTested(Run run) throws IOException {
    return goal == RunGoal.VERIFY
        ? run.finished(Run.LastStage.VERIFY)
        : run.tested(goal.checkpoint());
  }

  /** The runs that are not so far. Opening them writes their recipes. */
  private List<SweepRun> unfinished(List<SweepRun> members, String what, Check finished)
      throws IOException {
    List<SweepRun> unfinished = new ArrayList<>();
    for (SweepRun member : members) {
      try (Run run = open(member)) {
        if (!finished.of(run)) {
          unfinished.add(member);
        }
      }
    }
    int skipped = members.size() - unfinished.size();
    if (skipped > 0) {
      progress.note(
          String.format("%-9s %d of %d unchanged, skipped", what, skipped, members.size()));
    }
    return unfinished;
  }

  private Run open(SweepRun member) throws IOException {
    String key =
        String.join(
            "\n",
            RecordWriter.json(member.recipe().dataset()),
            RecordWriter.json(member.recipe().frontend()),
            Long.toString(member.seed()));
    Features features = data.get(key);
    if (features == null) {
      features = Features.open(member.recipe(), cache, progress);
      data.put(key, features);
    }
    ProgressListener silent = ProgressListener.NONE;
    return Run.open(member.recipe(), member.folder(), cache, silent, features);
  }
}
