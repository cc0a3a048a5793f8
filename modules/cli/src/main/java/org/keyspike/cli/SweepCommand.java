package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.recipe.Recipe;
import org.keyspike.cli.run.Run;
import org.keyspike.cli.sweep.Combination;
import org.keyspike.cli.sweep.Depth;
import org.keyspike.cli.sweep.Member;
import org.keyspike.cli.sweep.Sweep;
import org.keyspike.cli.sweep.SweepResults;
import org.keyspike.cli.sweep.SweepTable;
import org.keyspike.cli.sweep.Variation;
import org.keyspike.network.SpecException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Many runs of one recipe. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description =
        "A recipe with every combination of values and every seed, each a run; ends with one table."
            + " A finished run is skipped, a killed one goes on. The best combination is chosen by"
            + " the validation part, before any run touches the test part. Exit code 1 if a run"
            + " failed.")
final class SweepCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;

  @Option(
      names = "--vary",
      paramLabel = "KEY=A,B,…",
      description =
          "A key of the recipe and its values in turn; may be given for several keys. A list in"
              + " brackets is one value, as in network.layers=[64,64],[128,128].")
  private List<String> variations = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "A,B,…",
      split = ",",
      description = "Seeds of every combination; default: the recipe's.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "How many runs at a time, each in a process; default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      defaultValue = "verify",
      description = "Where runs end: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Depth depth;

  @Mixin private OutputOptions output;

  private record Answer(String sweep, @JsonUnwrapped SweepResults results) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (jobs < 1) {
      throw new InputException("--jobs", Integer.toString(jobs), "at least 1");
    }
    Path folder = options.sweepFolder();
    List<List<Member>> members = members(folder);
    SweepResults results =
        new Sweep(folder, depth, keyspike.launcher(), jobs, options.cacheFolder(), console)
            .perform(members);
    console.answer(new Answer(folder.toString(), results), SweepTable.of(results));
    return results.complete() ? ExitCode.DONE : ExitCode.NO;
  }

  /** Every run, with its recipe, so that an impossible value is refused before any starts. */
  private List<List<Member>> members(Path folder) throws IOException {
    List<Variation> parsed = new ArrayList<>();
    for (String variation : variations) {
      parsed.add(Variation.parse(variation));
    }
    requireDistinct("--vary", parsed.stream().map(Variation::key).toList());
    requireDistinct("--seeds", seeds);
    List<List<Member>> members = new ArrayList<>();
    for (Combination combination : Combination.all(parsed)) {
      Recipe recipe = options.recipe(combination.assignments());
      try {
        Run.requirePossible(recipe, depth.last());
      } catch (SpecException e) {
        throw new InputException(combination.label(), e);
      }
      List<Member> runs = new ArrayList<>();
      for (long seed : seeds.isEmpty() ? List.of(recipe.seed()) : seeds) {
        runs.add(Member.of(folder, combination, seed, recipe.withSeed(seed)));
      }
      members.add(runs);
    }
    return members;
  }

  private static void requireDistinct(String option, List<?> given) throws InputException {
    if (new HashSet<>(given).size() < given.size()) {
      throw new InputException(option, "one of " + given + " twice", "each once");
    }
  }
}
