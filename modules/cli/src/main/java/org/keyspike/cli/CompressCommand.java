package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.budget.Budget;
import org.keyspike.experiment.budget.BudgetResult;
import org.keyspike.experiment.budget.BudgetSearch;
import org.keyspike.experiment.page.ReportStage;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.CompletedStage;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.SaliencyComparison;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.LedgerTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A trained network made small, and what that cost. */
@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    description =
        "A trained network to one that fits the machine, and the ledger of every stage: prune, fold,"
            + " quantize, export and verify of run, and what they need. Exit code 1 if QAT forward,"
            + " integer network and simulator do not agree, or a budget cannot be kept.")
final class CompressCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      defaultValue = "verify",
      description =
          "quantize: ends with the checkpoint on the integer grid, before the test part is touched;"
              + " default: ${DEFAULT-VALUE}.")
  private RunGoal goal;

  @Option(
      names = "--test",
      description = "With --until=quantize: then scores that checkpoint on the test part.")
  private boolean test;

  @Option(
      names = "--max-bytes",
      paramLabel = "NUMBER",
      description =
          "Searches how much to prune, by the validation part: the image may have so many bytes.")
  private Long maxBytes;

  @Option(
      names = "--max-mmacs",
      paramLabel = "NUMBER",
      description = "The same: million effective operations a second.")
  private Double maxMmacs;

  @Option(
      names = "--max-drop",
      paramLabel = "POINTS",
      description = "The same: percentage points of accuracy lost against float.")
  private Double maxDrop;

  @Option(
      names = "--compare-saliencies",
      description =
          "Compares, on the float network and the validation part, by what neurons are chosen; nothing"
              + " else is done.")
  private boolean compareSaliencies;

  @Mixin private OutputOptions output;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Answer(
      String run, List<CompletedStage> stages, BudgetResult budget, CompressionLedger ledger) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (goal == RunGoal.TRAIN) {
      throw new InputException("--until", "train", "quantize or verify");
    }
    if (compareSaliencies) {
      return compareSaliencies(console);
    }
    Budget budget =
        Budget.of(
            Optional.ofNullable(maxBytes),
            Optional.ofNullable(maxMmacs),
            Optional.ofNullable(maxDrop));
    if (budget.limited()) {
      if (goal != RunGoal.VERIFY) {
        throw new InputException("--until", goal + " with a budget", "verify");
      }
      return withinBudget(budget, console);
    }
    try (Run run = options.open(console)) {
      List<CompletedStage> stages = new ArrayList<>(run.perform(goal.last()));
      if (goal == RunGoal.VERIFY) {
        return answer(run, stages, null, console);
      }
      if (test) {
        stages.addAll(run.test(RunFolder.QUANTIZED));
      }
      StagesAnswer.of(run, stages).on(console);
      return ExitCode.DONE;
    }
  }

  private int compareSaliencies(Console console) throws IOException {
    try (Run run = options.open(console)) {
      run.perform(Run.LastStage.TRAIN);
      SaliencyComparison comparison = SaliencyComparison.of(run);
      console.answer(comparison, comparison.text());
      return ExitCode.DONE;
    }
  }

  private int withinBudget(Budget budget, Console console) throws IOException {
    Recipe recipe = options.recipe();
    Run.requirePossible(recipe, Run.LastStage.VERIFY);
    RunFolder folder = options.folder();
    Path cache = options.cacheFolder();
    Features features;
    try (Run run = Run.open(recipe, folder, cache, console.progress())) {
      run.perform(Run.LastStage.TRAIN);
      features = run.features();
    }
    BudgetSearch search =
        new BudgetSearch(recipe, folder, cache, console.progress(), features, budget);
    BudgetResult result = search.perform();
    try (Run run =
        Run.open(search.recipe(result.chosen()), folder, cache, console.progress(), features)) {
      return answer(run, run.perform(Run.LastStage.VERIFY), result, console);
    }
  }

  private static int answer(
      Run run, List<CompletedStage> stages, BudgetResult budget, Console console)
      throws IOException {
    CompressionLedger ledger = run.ledger();
    List<CompletedStage> all = new ArrayList<>(stages);
    all.addAll(run.perform(List.of(new ReportStage(run.folder()))));
    console.answer(
        new Answer(run.folder().path().toString(), all, budget, ledger),
        (budget == null ? "" : budget.text()) + LedgerTable.of(ledger));
    boolean kept = budget == null || budget.kept();
    return kept && run.results().agreement().identical() ? ExitCode.DONE : ExitCode.NO;
  }
}
