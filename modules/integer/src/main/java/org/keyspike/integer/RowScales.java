package org.keyspike.integer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * The scales α of neurons and what they multiply: row n of W and U, b_n and, of adaptive neurons,
 * γ_n. The parameters of a spec whose layers are scaled hold the products, and α as the threshold;
 * here they are made from the float network's and turned back (docs/concepts/scales.md).
 */
public final class RowScales {
  private RowScales() {}

  /** Whether a layer of a spec has scales. */
  public static boolean concern(NetworkSpec spec) {
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.scaled(l)) {
        return true;
      }
    }
    return false;
  }

  /** The matrices of a layer whose rows its scales multiply. */
  public static List<String> matrices(NetworkSpec spec, int layer) {
    return spec.layers().get(layer).neuron().recurrent()
        ? List.of(Names.weight(layer), Names.recurrent(layer))
        : List.of(Names.weight(layer));
  }

  /** Everything of a layer that its scales multiply: the matrices, b and γ. */
  public static List<String> multiplied(NetworkSpec spec, int layer) {
    List<String> names = new ArrayList<>(matrices(spec, layer));
    names.add(Names.bias(layer));
    if (IntegerContract.adaptive(spec, layer)) {
      names.add(Names.adaptationJump(layer));
    }
    return names;
  }

  /** What may be α on the grid, α̂ = θ·2^−F, of every neuron of a layer. */
  public static float[] onGrid(NetworkSpec spec, int layer, float[] scales) {
    Grid grid = ParameterGrids.of(spec).get(Names.threshold(layer));
    float[] rounded = new float[scales.length];
    for (int n = 0; n < rounded.length; n++) {
      rounded[n] = grid.toFloat(grid.toInteger(scales[n]));
    }
    return rounded;
  }

  /**
   * Float parameters and their α as the network that runs: α on the grid, and what it multiplies.
   * Nothing else is rounded or clipped.
   *
   * @param parameters with α as the thresholds of scaled layers
   */
  public static Parameters multiply(NetworkSpec spec, Parameters parameters) {
    Map<String, Tensor> changed = new LinkedHashMap<>(parameters.asMap());
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.scaled(l)) {
        float[] scales = onGrid(spec, l, parameters.data(Names.threshold(l)));
        changed.put(Names.threshold(l), new Tensor(new int[] {scales.length}, scales));
        for (String name : multiplied(spec, l)) {
          changed.put(name, byRow(parameters.get(name), scales, false));
        }
      }
    }
    return new Parameters(changed);
  }

  /** The float parameters and α, of a network that runs. */
  public static Parameters divide(NetworkSpec spec, Parameters parameters) {
    Map<String, Tensor> changed = new LinkedHashMap<>(parameters.asMap());
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.scaled(l)) {
        float[] scales = parameters.data(Names.threshold(l));
        for (String name : multiplied(spec, l)) {
          changed.put(name, byRow(parameters.get(name), scales, true));
        }
      }
    }
    return new Parameters(changed);
  }

  private static Tensor byRow(Tensor tensor, float[] scales, boolean divide) {
    Tensor changed = tensor.copy();
    float[] data = changed.data();
    int width = data.length / scales.length;
    for (int i = 0; i < data.length; i++) {
      float scale = scales[i / width];
      data[i] = divide ? data[i] / scale : data[i] * scale;
    }
    return changed;
  }
}
