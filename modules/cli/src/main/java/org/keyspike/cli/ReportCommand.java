package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.page.RunReport;
import org.keyspike.pipeline.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** All that is known of a run, for people. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Writes all that is known of a run into one HTML file that loads nothing: accuracy, learning curves, confusion,"
            + " ledger, spikes, weights, trade-off, cycles and energy, detection, provenance. What a run does not have is"
            + " left out, with the command that would make it.")
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Parameters(paramLabel = "RUN", description = "A run folder.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write; default: report.html in the run folder.")
  private Path out;

  @Mixin private OutputOptions output;

  private record Answer(String report, List<String> included, Map<String, String> leftOut) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    RunFolder folder = new RunFolder(run);
    Path file = out == null ? folder.report() : out;
    RunReport report = RunReport.of(folder, file);
    report.page().write(file);
    report.leftOut().forEach((id, why) -> console.note(id + ": left out. " + why));
    console.answer(
        new Answer(file.toString(), report.included(), report.leftOut()),
        file + ": " + String.join(", ", report.included()));
    return ExitCode.DONE;
  }
}
