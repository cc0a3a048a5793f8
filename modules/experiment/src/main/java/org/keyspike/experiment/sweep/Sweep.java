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
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.StageCopy;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.Predictions;
import org.keyspike.pipeline.results.Results;

/** A sweep at work: all runs learn, then the best is chosen, then all are tested. */
public final class Sweep {
  private final Path folder;
  private final RunGoal goal;
  private final SweepTasks tasks;
  private final Path cache;
  private final ProgressListener progress;
  private final Map<String, Features> data = new HashMap<>();

  /**
   * @param folder the sweep folder
   * @param goal how far its runs go
   * @param executor does the work of its runs
   * @param cache of data
   */
  public Sweep(
      Path folder, RunGoal goal, RunExecutor executor, Path cache, ProgressListener progress) {
    this.folder = folder;
    this.goal = goal;
    this.tasks = new SweepTasks(executor, progress);
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Does what is not done yet.
   *
   * @param runs the runs of each combination, with the same seeds in the same order
   * @throws IOException if data cannot be read or a file not written; a run that fails is in the
   *     results
   */
  public SweepResults perform(List<List<SweepRun>> runs) throws IOException {
    Map<SweepRun, RunOutcome> outcomes = new LinkedHashMap<>();
    Optional<BestCombination> choice = learnAndTest(runs, outcomes);
    SweepResults results =
        SweepResults.of(
            folder,
            goal,
            choice,
            runs.stream().map(same -> same.stream().map(outcomes::get).toList()).toList());
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
    Optional<BestCombination> choice =
        learnAndTest(answers.stream().map(QuestionVariant::runs).distinct().toList(), outcomes);
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
    // Runs that differ in their compression alone have one float network, which is analysed once.
    List<List<SweepRun>> alike = List.copyOf(alike(learned).values());
    List<SweepRun> unknown = new ArrayList<>();
    for (List<SweepRun> same : alike) {
      if (!same.get(0).folder().analysed()) {
        unknown.add(same.get(0));
      }
    }
    Map<SweepRun, String> failures = tasks.perform("analyse", goal, RunTask.Step.ANALYSE, unknown);
    for (List<SweepRun> same : alike) {
      String why = failures.get(same.get(0));
      for (SweepRun run : same) {
        if (why != null) {
          outcomes.put(run, outcomes.get(run).failed(why));
        } else if (!run.folder().analysed()) {
          StageCopy.analysis(same.get(0).folder(), run.folder());
        }
      }
    }
    Map<List<SweepRun>, AnalysisMeans> analyses = new HashMap<>();
    for (QuestionVariant answer : answers) {
      List<AnalysisFindings> found = new ArrayList<>();
      for (SweepRun run : answer.runs()) {
        if (outcomes.get(run).failure() == null) {
          found.add(AnalysisFindings.read(run.folder().analysis()));
        }
      }
      analyses.put(answer.runs(), AnalysisMeans.of(found));
    }
    return analyses;
  }

  /** Runs all: they learn, the best is chosen, they are tested. */
  private Optional<BestCombination> learnAndTest(
      List<List<SweepRun>> runs, Map<SweepRun, RunOutcome> outcomes) throws IOException {
    List<SweepRun> all = runs.stream().flatMap(List::stream).toList();
    List<SweepRun> unfinished = unfinished(all, "learn", this::hasLearned);
    if (goal != RunGoal.TRAIN) {
      shareFloatNetworks(unfinished);
    }
    Map<SweepRun, String> failures = tasks.perform("learn", goal, RunTask.Step.LEARN, unfinished);
    for (SweepRun run : all) {
      String failure = failures.get(run);
      outcomes.put(run, RunOutcome.learned(run, failure, failure == null ? validation(run) : null));
    }
    Optional<BestCombination> choice = choose(runs, outcomes);
    if (choice.isPresent()) {
      choice.get().write(folder.resolve("choice.json"));
      progress.note("chosen    " + new Combination(choice.get().chosen()).label());
      test(outcomes);
    }
    return choice;
  }

  /** Trains one of those runs that differ in their compression alone, for all of them. */
  private void shareFloatNetworks(List<SweepRun> runs) throws IOException {
    List<List<SweepRun>> shared =
        alike(runs).values().stream().filter(same -> same.size() > 1).toList();
    List<SweepRun> first = shared.stream().map(same -> same.get(0)).toList();
    List<SweepRun> untrained = unfinished(first, "train", run -> run.finished(Run.LastStage.TRAIN));
    if (!untrained.isEmpty()) {
      // Those that fail are said when their own run fails.
      tasks.perform("train", RunGoal.TRAIN, RunTask.Step.LEARN, untrained);
    }
    for (List<SweepRun> same : shared) {
      for (SweepRun other : same.subList(1, same.size())) {
        StageCopy.floatNetwork(same.get(0).folder(), other.folder());
      }
    }
  }

  /** Runs by what decides their float network. */
  private static Map<String, List<SweepRun>> alike(List<SweepRun> runs) {
    Map<String, List<SweepRun>> alike = new LinkedHashMap<>();
    for (SweepRun run : runs) {
      alike.computeIfAbsent(trained(run.recipe()), key -> new ArrayList<>()).add(run);
    }
    return alike;
  }

  /** All that decides a float network. */
  private static String trained(Recipe recipe) {
    return String.join(
        "\n",
        Long.toString(recipe.seed()),
        RecordWriter.json(recipe.dataset()),
        recipe.frontend().identity(),
        RecordWriter.json(recipe.encoder()),
        recipe.network().identity(),
        recipe.training().identity(),
        String.valueOf(recipe.training().loss().distillation().teacher()),
        recipe.mining().toString(),
        recipe.mining().on()
            ? recipe.detector().smoothing() + " " + recipe.detector().refractoryMs()
            : "");
  }

  private static Optional<BestCombination> choose(
      List<List<SweepRun>> runs, Map<SweepRun, RunOutcome> outcomes) {
    List<BestCombination.RankedCombination> candidates = new ArrayList<>();
    for (List<SweepRun> same : runs) {
      List<RunScore> validation = new ArrayList<>();
      for (SweepRun run : same) {
        if (outcomes.get(run).validation() != null) {
          validation.add(outcomes.get(run).validation());
        }
      }
      if (validation.size() == same.size()) {
        candidates.add(
            new BestCombination.RankedCombination(
                same.get(0).combination().values(), MeanAccuracy.of(validation).orElseThrow()));
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
        tasks.perform("test", goal, RunTask.Step.TEST, unfinished(learned, "test", this::isTested));
    for (SweepRun run : learned) {
      String failure = failures.get(run);
      RunOutcome outcome = outcomes.get(run);
      outcomes.put(run, failure == null ? tested(outcome) : outcome.failed(failure));
    }
  }

  private RunOutcome tested(RunOutcome outcome) throws IOException {
    RunFolder run = outcome.run().folder();
    if (goal == RunGoal.VERIFY) {
      Results results = Results.read(run.results());
      return outcome.tested(
          RunScore.of(results.row(goal.form())),
          results.origin().data(),
          Predictions.read(run.predictions(), goal.form()));
    }
    PartResult result = PartResult.read(run.test(goal.checkpoint()));
    return outcome.tested(
        RunScore.of(result.row()),
        result.data(),
        Predictions.read(run.testPredictions(goal.checkpoint()), goal.checkpoint()));
  }

  private RunScore validation(SweepRun run) throws IOException {
    return RunScore.of(PartResult.read(run.folder().validation(goal.checkpoint())).row());
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
  private List<SweepRun> unfinished(List<SweepRun> runs, String what, Check finished)
      throws IOException {
    List<SweepRun> unfinished = new ArrayList<>();
    for (SweepRun run : runs) {
      try (Run opened = open(run)) {
        if (!finished.of(opened)) {
          unfinished.add(run);
        }
      }
    }
    int skipped = runs.size() - unfinished.size();
    if (skipped > 0) {
      progress.note(String.format("%-9s %d of %d unchanged, skipped", what, skipped, runs.size()));
    }
    return unfinished;
  }

  private Run open(SweepRun run) throws IOException {
    String key =
        String.join(
            "\n",
            RecordWriter.json(run.recipe().dataset()),
            RecordWriter.json(run.recipe().frontend()),
            Long.toString(run.seed()));
    Features features = data.get(key);
    if (features == null) {
      features = Features.open(run.recipe(), cache, progress);
      data.put(key, features);
    }
    ProgressListener silent = ProgressListener.NONE;
    return Run.open(run.recipe(), run.folder(), cache, silent, features);
  }
}
