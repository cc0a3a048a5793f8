package org.keyspike.cli;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.experiment.run.FailureText;

/**
 * A failure of a command, in one line.
 *
 * @param exitCode {@link ExitCode#BAD_INPUT} or {@link ExitCode#INTERNAL}
 * @param line for people
 */
record Failure(int exitCode, String line) {

  /** What to say of an exception. */
  static Failure of(Throwable thrown) {
    Throwable cause = thrown instanceof UncheckedIOException wrapped ? wrapped.getCause() : thrown;
    Optional<String> explained = FailureText.of(cause);
    if (explained.isPresent()) {
      return new Failure(ExitCode.BAD_INPUT, explained.get());
    }
    if (cause instanceof OutOfMemoryError) {
      return new Failure(
          ExitCode.INTERNAL,
          "out of memory: "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB of heap do not suffice; KEYSPIKE_OPTS=-Xmx… with more would help, and in training"
              + " a smaller training.batchSize");
    }
    return new Failure(ExitCode.INTERNAL, FailureText.oneLine("internal error: " + cause));
  }
}
