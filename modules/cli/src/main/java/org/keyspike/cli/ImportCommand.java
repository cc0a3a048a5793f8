package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.deploy.nir.NirImport;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.pipeline.ImportedNetwork;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A network of another tool. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "A network that another tool trained to a run folder, in which compress and run go on. The recipe names the data"
            + " and the front end that the network was trained for; its network becomes that of the file. Without a recipe,"
            + " a file that export --format nir wrote becomes the checkpoint again.")
final class ImportCommand implements Callable<Integer> {
  private static final String PLACE = "keyspike import";

  @ParentCommand private Keyspike keyspike;

  @Parameters(index = "0", paramLabel = "FORM", description = "nir: a graph as HDF5.")
  private Form form;

  @Parameters(index = "1", paramLabel = "FILE", description = "The network.")
  private Path file;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "RECIPE",
      description = "A recipe.yaml, or a folder that holds one.")
  private Path recipe;

  @Option(
      names = "--dt",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description =
          "A frame of 10 ms in the unit of the file's time constants: 0.01 where they are seconds; default:"
              + " ${DEFAULT-VALUE}.")
  private double dt;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "The run folder (default: as run has it), or without a recipe the checkpoint (default: beside FILE).")
  private Path out;

  @Mixin private SetOptions set;
  @Mixin private CacheOption cache;
  @Mixin private OutputOptions output;

  /** The forms that networks come in. */
  enum Form {
    /** {@link NirImport}. */
    NIR
  }

  private record Written(String checkpoint) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (!(dt > 0) || Double.isInfinite(dt)) {
      throw new InputException("--dt", Double.toString(dt), "a number above 0");
    }
    NirImport found = NirImport.read(file, dt);
    return recipe == null ? checkpoint(found, console) : run(found, console);
  }

  private int checkpoint(NirImport found, Console console) throws IOException {
    Optional<Checkpoint> own = found.own();
    if (own.isEmpty()) {
      throw new InputException(
          file, "a network of another tool", "a RECIPE beside it, of the data that it is for");
    }
    String name = file.getFileName().toString().replaceFirst("\\.nir$", "");
    Path place = out == null ? file.resolveSibling(name + ".safetensors") : out;
    own.get().write(place);
    console.answer(new Written(place.toString()), place + ": the network that was exported");
    return ExitCode.DONE;
  }

  private int run(NirImport found, Console console) throws IOException {
    Path source = Files.isDirectory(recipe) ? recipe.resolve("recipe.yaml") : recipe;
    List<Assignment> all = new ArrayList<>(set.all());
    network(found).forEach((key, value) -> all.add(new Assignment(key, value, PLACE)));
    Recipe with = Recipe.read(InputException.requireFile(source, "a recipe"), all);
    if (with.frontend().bands() != found.inputs()) {
      throw new InputException(
          file,
          "inputs",
          found.inputs(),
          with.frontend().bands() + ", the recipe's frontend.bands");
    }
    RunFolder folder = new RunFolder(out == null ? Locations.run(source) : out);
    try (Run run = Run.open(with, folder, cache.folder(), console.progress())) {
      StagesAnswer.of(run, run.take(of(found))).on(console);
      return ExitCode.DONE;
    }
  }

  /** What the recipe's network is then. */
  private static Map<String, String> network(NirImport found) {
    return Map.of(
        "encoder.kind", "direct",
        "network.layers", found.neurons().toString(),
        "network.neuron", found.neuron().name(),
        "network.reset", "zero",
        "network.batchNorm", "false",
        "network.delays.most", "0",
        "network.timeSteps", "1",
        "network.readoutHidden", Integer.toString(found.readoutHidden()));
  }

  private static ImportedNetwork of(NirImport found) {
    return new ImportedNetwork() {
      @Override
      public String form() {
        return NirImport.PROVENANCE;
      }

      @Override
      public Checkpoint network(
          NetworkSpec spec, List<String> classes, Map<String, String> provenance)
          throws IOException {
        return found.network(spec, classes, provenance);
      }
    };
  }
}
