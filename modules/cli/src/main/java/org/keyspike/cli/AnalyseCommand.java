package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.keyspike.analysis.Analysis;
import org.keyspike.analysis.AnalysisFindings;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The command {@code analyse}: a look inside a trained network. */
@Command(
    name = "analyse",
    mixinStandardHelpOptions = true,
    description = {
      "Looks into a trained network: linear probe on its frozen encoder, gradients against spikes and",
      "errors of every band, rates, sparsity, synaptic operations and spike rasters, as tables and",
      "plots. Uses the training and validation parts only."
    })
final class AnalyseCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path run;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = RunFolder.FLOAT,
      description =
          "Which checkpoint of the run: float, pruned, folded or quantized; default:"
              + " ${DEFAULT-VALUE}.")
  private String stage;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "For tables and plots; default: analysis in the run folder.")
  private Path out;

  @Mixin private CacheOption cache;
  @Mixin private OutputOptions output;

  private record Answer(
      String analysis, String network, @JsonUnwrapped AnalysisFindings findings) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    InputException.requireFolder(run, "a run folder");
    if (!RunFolder.CHECKPOINTS.contains(stage)) {
      throw new InputException(
          "--stage", stage, "one of " + String.join(", ", RunFolder.CHECKPOINTS));
    }
    Target target = Target.of(run);
    Path file = new RunFolder(run).checkpoint(stage);
    Path folder = out == null ? run.resolve("analysis") : out;
    AnalysisFindings findings =
        Analysis.of(target, stage, folder, cache.folder(), console.progress());
    console.answer(
        new Answer(folder.toString(), file.toString(), findings),
        findings.text() + System.lineSeparator() + "tables and plots: " + folder);
    return ExitCode.DONE;
  }
}
