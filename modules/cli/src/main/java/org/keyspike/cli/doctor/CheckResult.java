package org.keyspike.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The result of one check.
 *
 * @param check what was looked at
 * @param status how good that is
 * @param found what is there
 * @param remedy what to do about it; empty where nothing needs to be done
 */
public record CheckResult(String check, Status status, String found, String remedy) {

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

  static CheckResult fine(String check, String found) {
    return new CheckResult(check, Status.FINE, found, "");
  }

  static CheckResult warning(String check, String found, String remedy) {
    return new CheckResult(check, Status.WARNING, found, remedy);
  }

  static CheckResult red(String check, String found, String remedy) {
    return new CheckResult(check, Status.RED, found, remedy);
  }
}
