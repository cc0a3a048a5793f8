package org.keyspike.cluster;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.experiment.run.FailureText;
import org.keyspike.io.InputException;

/** What Spark says of a failure, in one line for people. */
final class ClusterFailure {
  private static final String SUBMIT = "scripts/keyspike-spark, which sends them";
  private static final Pattern TASK =
      Pattern.compile(
          "most recent failure: Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\(([^)]*)\\): ");

  private ClusterFailure() {}

  /** A cluster that cannot be used, from what was thrown when it was to start. */
  static InputException ofStart(ClusterAddress address, Throwable thrown) {
    String message = firstLine(thrown);
    if (message.contains("Could not parse Master URL")
        || message.contains("Invalid master URL")
        || thrown instanceof ClassNotFoundException) {
      return new InputException(
              ClusterAddress.OPTION,
              address.text() + ", which the Spark on the class path does not know",
              "scripts/keyspike-spark with a Spark that does")
          .because(thrown);
    }
    return new InputException(ClusterAddress.OPTION, address.text() + ": " + message, "a cluster")
        .because(thrown);
  }

  /** Work that the cluster as a whole could not do. */
  static IOException ofWork(ClusterAddress address, Throwable thrown) {
    String reason = reason(thrown);
    if (reason.contains("ClassNotFoundException: org.keyspike")
        || reason.contains("NoClassDefFoundError: org/keyspike")) {
      return new InputException(
              ClusterAddress.OPTION,
              address.text() + ", workers without Keyspike's classes",
              SUBMIT)
          .because(cause(thrown));
    }
    if (reason.contains("InvalidClassException")) {
      return new InputException(
              ClusterAddress.OPTION,
              address.text() + ", workers with another version of Spark or Keyspike: " + reason,
              "the same on all machines")
          .because(cause(thrown));
    }
    return new IOException(address.text() + ": " + reason, cause(thrown));
  }

  /** The reason of a failure, with the worker where one is known. */
  static String reason(Throwable thrown) {
    Throwable cause = cause(thrown);
    String message = String.valueOf(cause.getMessage());
    Matcher lost = TASK.matcher(message);
    if (!lost.find()) {
      return firstLine(cause);
    }
    String rest = message.substring(lost.end()).strip();
    String line = rest.lines().findFirst().orElse("").replaceFirst("^(\\w+\\.)+(\\w+): ", "$2: ");
    return FailureText.oneLine(line) + " (" + lost.group(1) + ")";
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof ExecutionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.toString()
        : FailureText.oneLine(message.strip().lines().findFirst().orElse(thrown.toString()));
  }
}
