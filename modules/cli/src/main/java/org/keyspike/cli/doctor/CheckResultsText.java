package org.keyspike.cli.doctor;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Findings for people: a line each, below it what to do, and how it is all together. */
public final class CheckResultsText {
  private CheckResultsText() {}

  /**
   * The text.
   *
   * @param ansi whether status words have colours
   */
  public static String of(List<CheckResult> findings, Ansi ansi) {
    int width = findings.stream().mapToInt(finding -> finding.check().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (CheckResult finding : findings) {
      // Padded before it is coloured: escapes have no width.
      String status = String.format("%-8s", finding.status().name().toLowerCase(Locale.ROOT));
      text.append(ansi.string("@|" + colour(finding.status()) + " " + status + "|@"))
          .append(String.format("%-" + (width + 2) + "s%s%n", finding.check(), finding.found()));
      if (!finding.remedy().isEmpty()) {
        text.append(String.format("%" + (8 + width + 2) + "s→ %s%n", "", finding.remedy()));
      }
    }
    return text.append(verdict(findings)).toString();
  }

  private static String colour(CheckResult.Status status) {
    return switch (status) {
      case FINE -> "green";
      case WARNING -> "yellow";
      case RED -> "bold,red";
    };
  }

  private static String verdict(List<CheckResult> findings) {
    long red = count(findings, CheckResult.Status.RED);
    long warnings = count(findings, CheckResult.Status.WARNING);
    if (red + warnings == 0) {
      return "All is fine.";
    }
    return red == 0
        ? String.format("It works; warnings: %d.", warnings)
        : String.format("Red: %d, warnings: %d.", red, warnings);
  }

  private static long count(List<CheckResult> findings, CheckResult.Status status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
