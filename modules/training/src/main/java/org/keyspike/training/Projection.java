package org.keyspike.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Range;

/**
 * The projection of parameters after every update: what has a range, such as leaks, into it, pruned
 * weights to 0, and, on an integer grid, everything into the range that the grid can hold.
 */
final class Projection {
  private final NetworkSpec spec;
  private final Map<String, boolean[]> pruned = new LinkedHashMap<>();

  /**
   * @param start the parameters that training starts from
   * @param holdZeros whether the zeros of its matrices stay zero
   */
  Projection(NetworkSpec spec, Parameters start, boolean holdZeros) {
    this.spec = spec;
    for (ParameterSpec parameter : spec.parameters()) {
      if (holdZeros && parameter.role().matrix()) {
        float[] values = start.data(parameter.name());
        boolean[] zero = new boolean[values.length];
        for (int i = 0; i < zero.length; i++) {
          zero[i] = values[i] == 0;
        }
        pruned.put(parameter.name(), zero);
      }
    }
  }

  /** Projects in place. */
  void apply(Parameters parameters) {
    for (ParameterSpec parameter : spec.parameters()) {
      float[] values = parameters.data(parameter.name());
      if (!parameter.range().equals(Range.ALL)) {
        for (int i = 0; i < values.length; i++) {
          values[i] = parameter.range().clamp(values[i]);
        }
      }
      boolean[] zero = pruned.get(parameter.name());
      if (zero != null) {
        for (int i = 0; i < values.length; i++) {
          if (zero[i]) {
            values[i] = 0;
          }
        }
      }
    }
    if (RowScales.concern(spec)) {
      ScaleLearning.project(spec, parameters);
    } else if (spec.format() != null) {
      Quantizer.clipToGrid(spec, parameters);
    }
  }
}
