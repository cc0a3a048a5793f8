package org.keyspike.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The complaint about a command line that cannot be understood, in one line. */
final class Usage {
  private Usage() {}

  static String complaint(ParameterException e) {
    StringBuilder line = new StringBuilder(e.getMessage().lines().findFirst().orElse("bad usage"));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> nearest = unmatched.getSuggestions();
      if (!nearest.isEmpty()) {
        line.append("; the nearest is ").append(nearest.get(0).strip());
      }
    }
    CommandLine command = e.getCommandLine();
    return line.append(" (see: ")
        .append(command.getCommandSpec().qualifiedName())
        .append(" --help)")
        .toString();
  }
}
