package org.keyspike.cli;

import org.keyspike.cli.console.Console;
import picocli.CommandLine.Option;

/** The options for the form of a command's answer. */
final class OutputOptions {
  @Option(
      names = "--json",
      description = "Answer with one JSON object on standard output; all else on standard error.")
  private boolean json;

  @Option(names = "--quiet", description = "No notes and no progress on standard error.")
  private boolean quiet;

  Console console(Keyspike keyspike) {
    return new Console(keyspike.out(), keyspike.err(), json, quiet);
  }
}
