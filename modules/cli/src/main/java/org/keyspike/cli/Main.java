package org.keyspike.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The program. */
public final class Main {
  /**
   * Names of classes, as a pattern, that no option is of; picocli would load each to convert texts
   * to them.
   */
  private static final String NO_OPTION = "java[.](time|sql)[.].*";

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    ChildProcess.endWithParent();
    HomeFolder.ensure();
    System.setProperty("picocli.converters.excludes", NO_OPTION);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, new ChildProcess(), args));
  }

  /**
   * Runs a command.
   *
   * @param out where the answer goes
   * @param err where everything else goes
   * @param launcher runs other commands, where a command needs some
   * @return its exit code
   */
  static int run(PrintStream out, PrintStream err, CommandLauncher launcher, String... args) {
    CommandLine commands = commands(new Keyspike(out, err, launcher), List.of(args));
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    commands.setParameterExceptionHandler(
        (e, given) -> {
          fail(out, err, given, new Failure(ExitCode.BAD_INPUT, Usage.complaint(e)));
          return ExitCode.BAD_INPUT;
        });
    commands.setExecutionExceptionHandler((e, command, parsed) -> fail(out, err, args, e));
    try {
      int code = commands.execute(args);
      if (code != ExitCode.BAD_INPUT && code != ExitCode.INTERNAL) {
        Console.requireWritten(out);
      }
      return code;
    } catch (Throwable e) {
      return fail(out, err, args, e);
    }
  }

  /** The commands with their options, to be parsed or described but not run. */
  public static CommandLine commands() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    CommandLine commands = new CommandLine(new Keyspike(nowhere, nowhere, new ChildProcess()));
    Keyspike.COMMANDS.forEach(commands::addSubcommand);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    return commands;
  }

  /**
   * The command that the first argument names, alone; else all of them: of those that are not asked
   * for, the name and what it is for. Options of twenty commands take longer to collect than Java
   * takes to start.
   */
  private static CommandLine commands(Keyspike keyspike, List<String> args) {
    Optional<Class<?>> first =
        Keyspike.COMMANDS.stream().filter(type -> args.indexOf(Keyspike.name(type)) == 0).findAny();
    // What stands before the command alone has options of its own.
    CommandLine commands =
        first.isPresent()
            ? new CommandLine(CommandSpec.wrapWithoutInspection(keyspike).name(Keyspike.NAME))
            : new CommandLine(keyspike);
    if (first.isPresent()) {
      commands.addSubcommand(first.get());
    } else {
      for (Class<?> type : Keyspike.COMMANDS) {
        boolean asked = args.contains(Keyspike.name(type));
        commands.addSubcommand(asked ? type : described(type.getAnnotation(Command.class)));
      }
    }
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    return commands;
  }

  private static CommandSpec described(Command command) {
    CommandSpec described = CommandSpec.create().name(command.name());
    described.usageMessage().description(command.description());
    return described;
  }

  private static int fail(PrintStream out, PrintStream err, String[] args, Throwable thrown) {
    Failure failure = Failure.of(thrown);
    fail(out, err, args, failure);
    if (Boolean.getBoolean("keyspike.debug")) {
      thrown.printStackTrace(err);
    }
    return failure.exitCode();
  }

  private static void fail(PrintStream out, PrintStream err, String[] args, Failure failure) {
    err.println("keyspike: " + failure.line());
    if (List.of(args).contains("--json")) {
      out.println(Console.oneLine(Map.of("error", failure.line(), "exitCode", failure.exitCode())));
    }
  }
}
