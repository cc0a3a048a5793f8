package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.page.ReportStage;
import org.keyspike.pipeline.BaselineRun;
import org.keyspike.pipeline.CompletedStage;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.results.BaselineResults;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ResultsTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** All stages. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "From a recipe to a verified weight image: prepare, train, prune, fold, quantize, export, "
            + "verify, report. A stage whose inputs are unchanged is skipped; a killed run goes on where it was. "
            + "A recipe with the key baseline trains a DS-CNN instead and scores its 8-bit integers. "
            + "Exit code 1 if QAT forward, integer network and simulator do not agree, or counts and the analytical timing model.")
final class RunCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;
  @Mixin private OutputOptions output;

  private record Answer(String run, List<CompletedStage> stages, @JsonUnwrapped Results results) {}

  private record BaselineAnswer(
      String run, List<CompletedStage> stages, @JsonUnwrapped BaselineResults results) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (options.baseline()) {
      BaselineRun run = options.openBaseline(console);
      List<CompletedStage> stages = run.perform();
      BaselineResults results = run.results();
      console.answer(
          new BaselineAnswer(run.folder().path().toString(), stages, results), results.text());
      return ExitCode.DONE;
    }
    try (Run run = options.open(console)) {
      List<CompletedStage> stages = new ArrayList<>(run.perform(Run.LastStage.VERIFY));
      stages.addAll(run.perform(List.of(new ReportStage(run.folder()))));
      Results results = run.results();
      console.answer(
          new Answer(run.folder().path().toString(), stages, results), ResultsTable.of(results));
      return results.agreement().identical() ? ExitCode.DONE : ExitCode.NO;
    }
  }
}
