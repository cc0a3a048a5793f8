package org.keyspike.integer;

import java.util.Map;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * Chooses a scale for every row of a keyword readout's first map. What follows it is a ReLU, so the
 * second map takes the scale back and the answers stay (docs/concepts/scales.md).
 */
final class ReadoutScales {
  private ReadoutScales() {}

  /**
   * Multiplies the rows of the first map and divides the columns of the second.
   *
   * @param changed takes the three tensors, under their names
   */
  static void choose(
      NetworkSpec spec,
      Parameters parameters,
      NumberFormat format,
      ReadoutStatistics statistics,
      Map<String, Tensor> changed) {
    NumberFormat.ReadoutFormat units = format.readout();
    Tensor hidden = parameters.get(Names.HIDDEN_WEIGHT).copy();
    Tensor output = parameters.get(Names.OUTPUT_WEIGHT).copy();
    Tensor bias = parameters.get(Names.HIDDEN_BIAS).copy();
    int rows = hidden.extent(0);
    int inputs = hidden.extent(1);
    double unit = Math.scalb(1.0, units.hiddenShift() - units.hiddenFraction());
    double largest = NumberFormat.HIDDEN_MAX * unit;
    for (double value : statistics.hiddenLargest()) {
      largest = Math.max(largest, value);
    }
    for (int r = 0; r < rows; r++) {
      RowError first =
          new RowError(format.weightBits())
              .with(
                  hidden,
                  r,
                  units.hiddenFraction(),
                  ParameterGrids.readoutScale(spec),
                  statistics.inputMean(),
                  statistics.inputVariance());
      ColumnError second =
          new ColumnError(Grid.signed(format.weightBits(), units.outputFraction(), 1), output, r);
      double square = statistics.hiddenSquare()[r];
      double sixteen = Math.scalb((double) Math.abs(bias.data()[r]), units.hiddenFraction());
      double scale =
          ScaleCandidates.best(
              0,
              Math.min(
                  largest / statistics.hiddenLargest()[r], Math.max(1, Short.MAX_VALUE / sixteen)),
              s -> second.energy() * first.applyAsDouble(s) + square * second.applyAsDouble(s));
      for (int j = 0; j < inputs; j++) {
        hidden.data()[r * inputs + j] *= (float) scale;
      }
      bias.data()[r] *= (float) scale;
      for (int k = 0; k < output.extent(0); k++) {
        output.data()[k * rows + r] /= (float) scale;
      }
    }
    changed.put(Names.HIDDEN_WEIGHT, hidden);
    changed.put(Names.HIDDEN_BIAS, bias);
    changed.put(Names.OUTPUT_WEIGHT, output);
  }
}
