package org.keyspike.simulator.energy;

import java.io.IOException;

/** An energy table that cannot be used: file, field, what was found, what would be right. */
public final class EnergyTableException extends IOException {
  private static final long serialVersionUID = 1;

  EnergyTableException(String file, String field, Object found, String expected) {
    super(file + ": " + field + ": found " + found + ", expected " + expected);
  }
}
