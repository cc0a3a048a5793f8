package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.fetch.DatasetDescriptor;
import org.keyspike.datasets.fetch.Fetcher;
import org.keyspike.io.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A download. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = "Downloads a data set, goes on where a download stopped, and checks its SHA-256.")
final class FetchCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Parameters(
      paramLabel = "NAME",
      description = "A descriptor in the folder datasets, as in gsc-v2; or a descriptor's file.")
  private String name;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the archive goes; default: the cache folder.")
  private Path out;

  @Mixin private CacheOption cache;
  @Mixin private OutputOptions output;

  private record Answer(String name, String file, long bytes, String sha256) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    DatasetDescriptor descriptor =
        name.endsWith(".yaml")
            ? DatasetDescriptor.read(InputException.requireFile(Path.of(name), "a descriptor"))
            : DatasetDescriptor.find(Locations.descriptors(), name);
    Path folder = out == null ? cache.folder() : out;
    Path file = new Fetcher(console.progress()).fetch(descriptor, folder);
    console.answer(
        new Answer(name, file.toString(), descriptor.bytes(), descriptor.sha256()),
        file + ": " + descriptor.bytes() + " bytes, checked (" + descriptor.licence() + ")");
    return ExitCode.DONE;
  }
}
