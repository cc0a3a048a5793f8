package org.keyspike.cli;

/** What the process answers to whoever called it. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Done, and the answer is no. */
  static final int NO = 1;

  /** Bad usage or bad input. */
  static final int BAD_INPUT = 2;

  /** A fault of this program. */
  static final int INTERNAL = 3;

  private ExitCode() {}
}
