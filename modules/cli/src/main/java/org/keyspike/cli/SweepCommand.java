package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.sweep.Combination;
import org.keyspike.experiment.sweep.QuestionResults;
import org.keyspike.experiment.sweep.QuestionTable;
import org.keyspike.experiment.sweep.QuestionVariant;
import org.keyspike.experiment.sweep.Questions;
import org.keyspike.experiment.sweep.Sweep;
import org.keyspike.experiment.sweep.SweepResults;
import org.keyspike.experiment.sweep.SweepRun;
import org.keyspike.experiment.sweep.SweepTable;
import org.keyspike.experiment.sweep.Variation;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.recipe.Recipe;
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
      names = "--questions",
      paramLabel = "FILE",
      description =
          "Asks what a YAML file lists, in place of --vary: questions, each with answers that lay"
              + " values over the recipe. Every network is also analysed; ends with tables"
              + " (questions.md) and plots in the sweep folder.")
  private Path questions;

  @Option(
      names = "--seeds",
      paramLabel = "A,B,…",
      split = ",",
      description = "Seeds of every combination; default: the recipe's, or those of the questions.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "NUMBER",
      description = "How many runs at a time, each in a process; default: 1.")
  private Integer jobs;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      defaultValue = "verify",
      description = "Where runs end: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private RunGoal goal;

  @Mixin private ClusterOption cluster;
  @Mixin private OutputOptions output;

  private record SweepAnswer(String sweep, @JsonUnwrapped SweepResults results) {}

  private record AskedAnswer(String sweep, @JsonUnwrapped QuestionResults results) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (jobs != null && cluster.given()) {
      throw new InputException("--jobs", jobs.toString(), "nothing, as the cluster has its cores");
    }
    if (jobs != null && jobs < 1) {
      throw new InputException("--jobs", jobs.toString(), "at least 1");
    }
    requireDistinct("--seeds", seeds);
    Path folder = options.sweepFolder();
    if (!cluster.given()) {
      int atATime = jobs == null ? 1 : jobs;
      return perform(
          folder,
          new CommandExecutor(keyspike.launcher(), atATime, options.cacheFolder()),
          console);
    }
    try (Cluster workers = cluster.open(console)) {
      return perform(folder, workers.runs(options.cacheFolder()), console);
    }
  }

  private int perform(Path folder, RunExecutor executor, Console console) throws IOException {
    Sweep sweep = new Sweep(folder, goal, executor, options.cacheFolder(), console.progress());
    if (questions != null) {
      return ask(folder, sweep, console);
    }
    List<List<SweepRun>> runs = runs(folder);
    SweepResults results = sweep.perform(runs);
    console.answer(new SweepAnswer(folder.toString(), results), SweepTable.of(results));
    return results.complete() ? ExitCode.DONE : ExitCode.NO;
  }

  private int ask(Path folder, Sweep sweep, Console console) throws IOException {
    if (!variations.isEmpty()) {
      throw new InputException("--vary", variations.toString(), "nothing, with --questions");
    }
    Questions asked = Questions.read(InputException.requireFile(questions, "questions"));
    List<QuestionVariant> answers = new ArrayList<>();
    for (var question : asked.questions().entrySet()) {
      for (var answer : question.getValue().entrySet()) {
        Combination combination = new Combination(Questions.values(answer.getValue()));
        List<Long> usual = seeds.isEmpty() ? asked.seeds() : seeds;
        answers.add(
            new QuestionVariant(
                question.getKey(), answer.getKey(), runs(folder, combination, usual)));
      }
    }
    QuestionResults results = sweep.answer(answers);
    console.answer(new AskedAnswer(folder.toString(), results), QuestionTable.of(results));
    return results.complete() ? ExitCode.DONE : ExitCode.NO;
  }

  private List<List<SweepRun>> runs(Path folder) throws IOException {
    List<Variation> parsed = new ArrayList<>();
    for (String variation : variations) {
      parsed.add(Variation.parse(variation));
    }
    requireDistinct("--vary", parsed.stream().map(Variation::key).toList());
    List<List<SweepRun>> runs = new ArrayList<>();
    for (Combination combination : Combination.all(parsed)) {
      runs.add(runs(folder, combination, seeds));
    }
    return runs;
  }

  private List<SweepRun> runs(Path folder, Combination combination, List<Long> usual)
      throws IOException {
    Recipe recipe = options.recipe(combination.assignments());
    List<Long> all = usual.isEmpty() ? List.of(recipe.seed()) : usual;
    return SweepRun.ofSeeds(folder, goal, combination, recipe, all);
  }

  private static void requireDistinct(String option, List<?> given) throws InputException {
    if (new HashSet<>(given).size() < given.size()) {
      throw new InputException(option, "one of " + given + " twice", "each once");
    }
  }
}
