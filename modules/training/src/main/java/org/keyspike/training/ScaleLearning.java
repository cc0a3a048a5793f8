package org.keyspike.training;

import java.util.List;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * Learning of the scales α of neurons on the grid (LSQ; docs/concepts/scales.md, "Learning"). What
 * is learned is the float network W and α; the network that runs has Q(α̂ W). From an engine's
 * gradient D by that, with x = α̂ W in units of W's grid, q⁻ and q⁺ its limits, and sums over a row
 * of W and U, b and γ:
 *
 * <pre>
 * ∂L/∂W = α̂ D where q⁻ &lt; x &lt; q⁺, else 0
 * ∂L/∂α = g Σ D (α̂ W [q⁻ &lt; x &lt; q⁺] − Q(α̂ W)) / α̂,   g = 1/√((M + N) q⁺)
 * </pre>
 */
final class ScaleLearning {
  private ScaleLearning() {}

  /** What the network that runs has, from what is learned. */
  static Parameters onGrid(NetworkSpec spec, Parameters learned) {
    return Quantizer.onGrid(spec, RowScales.multiply(spec, learned));
  }

  /**
   * The gradients by what is learned.
   *
   * @param found by what {@link #onGrid} hands out; changed and used
   */
  static Parameters gradients(NetworkSpec spec, Parameters learned, Parameters found) {
    Parameters products = RowScales.multiply(spec, learned);
    Parameters rounded = Quantizer.onGrid(spec, products);
    Parameters all = found;
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.scaled(l)) {
        all = all.with(Names.threshold(l), layer(spec, l, products, rounded, found));
      }
    }
    return all;
  }

  private static Tensor layer(
      NetworkSpec spec, int l, Parameters products, Parameters rounded, Parameters found) {
    NumberFormat format = spec.format();
    NumberFormat.LayerFormat units = format.layers().get(l);
    float[] scales = rounded.data(Names.threshold(l));
    double[] sums = new double[scales.length];
    List<String> matrices = RowScales.matrices(spec, l);
    int weights = 0;
    for (String name : RowScales.multiplied(spec, l)) {
      boolean matrix = matrices.contains(name);
      int fraction =
          !matrix
              ? units.membraneFraction()
              : name.equals(Names.weight(l)) ? units.weightFraction() : units.recurrentFraction();
      int limit = matrix ? format.weightMagnitude() : 1 << 15;
      float[] product = products.data(name);
      float[] grid = rounded.data(name);
      float[] gradient = found.data(name);
      int width = product.length / scales.length;
      weights += matrix ? width : 0;
      double perUnit = Math.scalb(1.0, fraction);
      for (int i = 0; i < product.length; i++) {
        double x = product[i] * perUnit;
        boolean inside = x > -limit && x < limit - 1;
        int n = i / width;
        sums[n] += gradient[i] * ((inside ? (double) product[i] : 0) - grid[i]) / scales[n];
        gradient[i] = inside ? gradient[i] * scales[n] : 0;
      }
    }
    double scale = 1 / Math.sqrt((double) weights * format.weightMax());
    float[] all = new float[scales.length];
    for (int n = 0; n < all.length; n++) {
      all[n] = (float) (scale * sums[n]);
    }
    return new Tensor(new int[] {all.length}, all);
  }

  /**
   * Keeps what is learned within what its grid can hold, in place; weights of scaled layers may lie
   * beyond, as α can bring them back.
   */
  static void project(NetworkSpec spec, Parameters learned) {
    Parameters products = RowScales.multiply(spec, learned);
    Parameters clipped = products.copy();
    Quantizer.clipToGrid(spec, clipped);
    for (String name : learned.names()) {
      if (products.get(name) == learned.get(name)) {
        float[] data = learned.data(name);
        System.arraycopy(clipped.data(name), 0, data, 0, data.length);
      }
    }
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.scaled(l)) {
        projectLayer(spec, l, learned, products, clipped);
      }
    }
  }

  private static void projectLayer(
      NetworkSpec spec, int l, Parameters learned, Parameters products, Parameters clipped) {
    float[] scales = products.data(Names.threshold(l));
    List<String> matrices = RowScales.matrices(spec, l);
    for (String name : RowScales.multiplied(spec, l)) {
      float[] data = learned.data(name);
      for (int n = 0; n < data.length && !matrices.contains(name); n++) {
        if (clipped.data(name)[n] != products.data(name)[n]) {
          data[n] = clipped.data(name)[n] / scales[n];
        }
      }
    }
    Quantizer.clamp(spec, Names.threshold(l), learned.data(Names.threshold(l)));
  }
}
