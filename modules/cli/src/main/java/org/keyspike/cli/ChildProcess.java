package org.keyspike.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.cli.console.ExitCode;

/** This program again, in a process that ends with this one. */
final class ChildProcess implements CommandLauncher {
  /** System property with the process that one works for, and whose end is its own. */
  private static final String PARENT = "keyspike.parent";

  @Override
  public int run(List<String> arguments, int jobs, Path said)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    line.addAll(
        List.of(
            // Together they get what this process may have, and uses little of.
            "-Xmx" + Runtime.getRuntime().maxMemory() / jobs,
            "-XX:ActiveProcessorCount="
                + Math.max(1, Runtime.getRuntime().availableProcessors() / jobs),
            "-D" + PARENT + "=" + ProcessHandle.current().pid(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      return process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  /** In a child: ends it, at the latest when its parent has ended. */
  static void endWithParent() {
    Long parent = Long.getLong(PARENT);
    if (parent != null) {
      // A run is safe against a kill at any moment, so that nothing need be tidied up.
      Runnable end = () -> Runtime.getRuntime().halt(ExitCode.INTERNAL);
      ProcessHandle.of(parent).ifPresentOrElse(p -> p.onExit().thenRun(end), end);
    }
  }
}
