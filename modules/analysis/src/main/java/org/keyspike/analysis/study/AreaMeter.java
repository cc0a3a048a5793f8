package org.keyspike.analysis.study;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.rtl.CircuitArea;
import org.keyspike.simulator.Architecture;

/**
 * The way in which a study gets the size of its machines: it has Yosys count the cells of the
 * machine in Verilog, once for all machines that are the same circuit. Nothing is estimated.
 */
public final class AreaMeter {
  private final String whyNotOrNull;
  private final Map<String, Area> measured = new HashMap<>();

  private AreaMeter(String whyNotOrNull) {
    this.whyNotOrNull = whyNotOrNull;
  }

  /** Measures, or says that Yosys is not installed. */
  public static AreaMeter measuring() throws IOException {
    boolean installed = CircuitArea.installed().isPresent();
    return new AreaMeter(installed ? null : "yosys is not installed");
  }

  /**
   * Measures nothing.
   *
   * @param why as a user should read it
   */
  public static AreaMeter idle(String why) {
    return new AreaMeter(why);
  }

  Area of(WeightImage image, Architecture machine) throws IOException {
    if (whyNotOrNull != null) {
      return Area.unknown(whyNotOrNull);
    }
    try {
      String circuit = CircuitArea.circuit(image, machine);
      Area known = measured.get(circuit);
      if (known == null) {
        known = Area.of(CircuitArea.measure("image", image, machine));
        measured.put(circuit, known);
      }
      return known;
    } catch (InputException e) {
      return Area.unknown("the image does not fit");
    }
  }
}
