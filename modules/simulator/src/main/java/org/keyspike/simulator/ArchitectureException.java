package org.keyspike.simulator;

import java.io.IOException;

/**
 * A description of a machine that cannot be used: file, field, what was found, what would be right.
 */
public final class ArchitectureException extends IOException {
  private static final long serialVersionUID = 1;

  private final String field;

  ArchitectureException(String file, String field, Object found, String expected) {
    super(file + ": " + field + ": found " + found + ", expected " + expected);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
