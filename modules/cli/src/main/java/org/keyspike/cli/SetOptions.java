package org.keyspike.cli;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import picocli.CommandLine.Option;

/** The options for values that are laid over a recipe. */
final class SetOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets a key of the recipe, as in training.epochs=10 or dataset.words=yes,no.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of everything that is drawn; the same as --set seed=NUMBER.")
  private Long seed;

  /**
   * All of them, in order.
   *
   * @throws InputException if one is no assignment
   */
  List<Assignment> all() throws InputException {
    List<Assignment> all = new ArrayList<>();
    for (String assignment : assignments) {
      all.add(Assignment.parse(assignment, "--set"));
    }
    if (seed != null) {
      all.add(new Assignment("seed", seed.toString(), "--seed"));
    }
    return all;
  }
}
