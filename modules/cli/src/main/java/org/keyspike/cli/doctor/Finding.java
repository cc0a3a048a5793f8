package org.keyspike.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one check found.
 *
 * @param check what was looked at
 * @param status how good that is
 * @param found what is there
 * @param remedy what to do about it; empty where nothing needs to be done
 */
public record Finding(String check, Status status, String found, String remedy) {

  /** How good something is. */
  public enum Status {
    /** As it should be. */
    @JsonProperty("fine")
    FINE,
    /** It works, but slower or with less than there could be. */
    @JsonProperty("warning")
    WARNING,
    /** It does not work. */
    @JsonProperty("red")
    RED
  }

  static Finding fine(String check, String found) {
    return new Finding(check, Status.FINE, found, "");
  }

  static Finding warning(String check, String found, String remedy) {
    return new Finding(check, Status.WARNING, found, remedy);
  }

  static Finding red(String check, String found, String remedy) {
    return new Finding(check, Status.RED, found, remedy);
  }
}
