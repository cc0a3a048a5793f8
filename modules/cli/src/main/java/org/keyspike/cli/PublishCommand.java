package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Publication;
import org.keyspike.pipeline.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A trained network for others. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Copies of a finished run what others need to evaluate, compress and simulate its network"
            + " without training, with a model card.")
final class PublishCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Parameters(paramLabel = "RUN", description = "The folder of a finished run.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "The folder to make, as in models/gsc-mini/small.")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Where the data will lie, as in data/gsc-mini; the published recipe names it relative to its"
              + " own folder. Leave it out where the data is synthesised.")
  private Path data;

  @Mixin private OutputOptions output;

  private record Answer(String model, List<String> files) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    InputException.requireFolder(run, "a run folder");
    Path here = out.toAbsolutePath().normalize();
    Optional<String> folder =
        Optional.ofNullable(data)
            .map(place -> here.relativize(place.toAbsolutePath().normalize()))
            .map(place -> place.toString().replace('\\', '/'));
    List<Path> files =
        Publication.of(new RunFolder(run), out, out.toString().replace('\\', '/'), folder);
    console.answer(
        new Answer(out.toString(), files.stream().map(Path::toString).toList()),
        out + ": " + files.size() + " files");
    return ExitCode.DONE;
  }
}
