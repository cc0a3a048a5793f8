package org.keyspike.training;

/** A network whose answer to a clip is no number, so that it has neither a class nor a loss. */
final class NoNumberException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  NoNumberException() {
    super("a logit is not a finite number: training left the range of numbers");
  }
}
