package org.keyspike.simulator.energy;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.io.SettingException;

/**
 * One number of an energy table.
 *
 * @param value in its unit, 0 or more
 * @param unit pJ or uW
 * @param kind how it is known
 * @param node of the technology, as in "28 nm"
 * @param volts supply, or null where it is not known
 * @param lanes of the machine that it was fitted on; null where that is not known
 * @param source where it stands
 */
public record Constant(
    @JsonProperty(required = true) double value,
    @JsonProperty(required = true) String unit,
    @JsonProperty(required = true) Kind kind,
    @JsonProperty(required = true) String node,
    Double volts,
    Integer lanes,
    @JsonProperty(required = true) String source) {

  public Constant {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new SettingException("value", value, "at least 0");
    }
  }
}
