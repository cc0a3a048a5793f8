package org.keyspike.deploy.nir;

import java.util.Arrays;
import org.keyspike.io.InputException;
import org.keyspike.network.Tensor;

/**
 * A linear map, in double.
 *
 * @param rows its outputs
 * @param columns its inputs
 * @param weights (rows, columns), row-major
 * @param bias (rows), zeros of a node without
 */
@SuppressWarnings("ArrayRecordComponent")
record NirMap(int rows, int columns, double[] weights, double[] bias) {

  /**
   * The map of a node.
   *
   * @param file that it is from, for messages
   * @param columns the inputs that it must have
   */
  static NirMap of(Object file, String name, NirNode node, int columns) throws InputException {
    NirArray weight = node.arrays().get(NirNode.WEIGHT);
    int[] shape = weight == null ? new int[0] : weight.shape();
    if (shape.length != 2 || shape[1] != columns || shape[0] < 1) {
      throw new InputException(
          file, name + " weight shape", Arrays.toString(shape), "(outputs, " + columns + ")");
    }
    double[] bias = new double[shape[0]];
    if (node.is(NirNode.AFFINE)) {
      NirArray found = node.arrays().get(NirNode.BIAS);
      if (found == null || found.values().length != bias.length) {
        throw new InputException(
            file, name + " bias", found == null ? "nothing" : found, bias.length + " numbers");
      }
      bias = found.values();
    }
    return new NirMap(shape[0], columns, weight.values(), bias);
  }

  static NirMap identity(int width) {
    double[] weights = new double[width * width];
    for (int n = 0; n < width; n++) {
      weights[n * width + n] = 1;
    }
    return new NirMap(width, width, weights, new double[width]);
  }

  Tensor weight() {
    float[] values = new float[weights.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) weights[i];
    }
    return new Tensor(new int[] {rows, columns}, values);
  }

  /** Numbers for each output. */
  Tensor tensor(double[] values) {
    float[] narrow = new float[rows];
    for (int n = 0; n < rows; n++) {
      narrow[n] = (float) values[n];
    }
    return new Tensor(new int[] {rows}, narrow);
  }

  /** The map with row n of its weights times a factor. */
  NirMap times(double[] factors) {
    double[] scaled = weights.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factors[i / columns];
    }
    return new NirMap(rows, columns, scaled, bias);
  }
}
