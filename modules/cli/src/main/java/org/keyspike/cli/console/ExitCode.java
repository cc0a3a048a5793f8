package org.keyspike.cli.console;

/** The exit codes of the process. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** Done, and the answer is no. */
  public static final int NO = 1;

  /** Bad usage or bad input. */
  public static final int BAD_INPUT = 2;

  /** A fault of this program. */
  public static final int INTERNAL = 3;

  private ExitCode() {}
}
