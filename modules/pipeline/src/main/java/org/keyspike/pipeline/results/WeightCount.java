package org.keyspike.pipeline.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Tensor;

/**
 * The number of weights in the matrices of a network: {@code weights} and {@code nonZeroWeights} in
 * JSON files.
 *
 * @param all of them
 * @param nonZero those that are not 0
 */
public record WeightCount(
    @JsonProperty("weights") long all, @JsonProperty("nonZeroWeights") long nonZero) {

  /** The weights of a checkpoint. */
  public static WeightCount of(Checkpoint checkpoint) {
    long all = 0;
    long nonZero = 0;
    for (ParameterSpec parameter : checkpoint.spec().parameters()) {
      if (parameter.role().matrix()) {
        Tensor tensor = checkpoint.parameters().get(parameter.name());
        all += tensor.data().length;
        nonZero += nonZero(tensor);
      }
    }
    return new WeightCount(all, nonZero);
  }

  /** Of one matrix. */
  static long nonZero(Tensor tensor) {
    long nonZero = 0;
    for (float weight : tensor.data()) {
      nonZero += weight == 0 ? 0 : 1;
    }
    return nonZero;
  }

  /** The weights of a network of integers. */
  public static WeightCount of(IntegerModel model) {
    return new WeightCount(
        model.matrices().stream()
            .mapToLong(matrix -> (long) matrix.rows() * matrix.columns())
            .sum(),
        model.matrices().stream().mapToLong(IntegerMatrix::nonZeros).sum());
  }
}
