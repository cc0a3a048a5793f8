package org.keyspike.simulator.energy;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.io.SettingException;

/**
 * A memory of one size, 64 bits wide.
 *
 * @param kilobytes of 1024 bytes
 * @param readPicojoules of a 64-bit read, above 0
 * @param leakageMilliwatts while it holds its content, above 0
 * @param kind how they are known
 * @param node of the technology
 * @param source where they stand
 */
public record SramPoint(
    @JsonProperty(required = true) double kilobytes,
    @JsonProperty(required = true) double readPicojoules,
    @JsonProperty(required = true) double leakageMilliwatts,
    @JsonProperty(required = true) Kind kind,
    @JsonProperty(required = true) String node,
    @JsonProperty(required = true) String source) {

  public SramPoint {
    requirePositive("readPicojoules", readPicojoules);
    requirePositive("leakageMilliwatts", leakageMilliwatts);
  }

  private static void requirePositive(String field, double value) {
    if (!(value > 0)) {
      throw new SettingException(field, value, "a number above 0");
    }
  }
}
