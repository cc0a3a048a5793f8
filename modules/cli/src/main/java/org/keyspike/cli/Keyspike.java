package org.keyspike.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The command that has all others. */
@Command(
    name = Keyspike.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description =
        "Trains a spiking keyword spotter, compresses it, writes the weight image of an accelerator, "
            + "and proves on a simulator that the image says what the network says.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 the answer is no, 2 bad usage or input, 3 internal.",
      "Start with: keyspike run recipes/quickstart/recipe.yaml"
    })
final class Keyspike {
  static final String NAME = "keyspike";

  private static final String SUFFIX = "Command";

  /** In the order in which they are listed. */
  static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          FetchCommand.class,
          SynthesizeCommand.class,
          PrepareCommand.class,
          FeaturesCommand.class,
          TrainCommand.class,
          CompressCommand.class,
          ExportCommand.class,
          ImportCommand.class,
          EvaluateCommand.class,
          AnalyseCommand.class,
          SimulateCommand.class,
          StudyCommand.class,
          VerifyCommand.class,
          ListenCommand.class,
          RecordCommand.class,
          AdaptCommand.class,
          SweepCommand.class,
          ReportCommand.class,
          PublishCommand.class,
          BenchmarkCommand.class,
          DoctorCommand.class);

  private final PrintStream out;
  private final PrintStream err;
  private final CommandLauncher launcher;

  Keyspike(PrintStream out, PrintStream err, CommandLauncher launcher) {
    this.out = out;
    this.err = err;
    this.launcher = launcher;
  }

  /** A command's name, by that of its class: reading annotations takes long. */
  static String name(Class<?> command) {
    String type = command.getSimpleName();
    return type.substring(0, type.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  CommandLauncher launcher() {
    return launcher;
  }
}
