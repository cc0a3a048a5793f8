package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way to run a command of this program: apart from this process, or, in tests, within it. */
@FunctionalInterface
interface CommandLauncher {

  /**
   * Runs a command to its end.
   *
   * @param arguments of the program
   * @param jobs how many run at a time and share heap and cores
   * @param said receives all that it says
   * @return its exit code
   * @throws IOException if it cannot be started
   * @throws InterruptedException if this thread was interrupted; the command has ended then, too
   */
  int run(List<String> arguments, int jobs, Path said) throws IOException, InterruptedException;
}
