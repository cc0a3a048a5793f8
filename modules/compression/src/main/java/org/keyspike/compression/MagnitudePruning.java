package org.keyspike.compression;

import java.util.Arrays;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;

/**
 * Unstructured pruning: the smallest weights of every matrix become 0. Source: Han et al.,
 * "Learning both Weights and Connections for Efficient Neural Networks", 2015, section 3.
 */
public final class MagnitudePruning {
  private MagnitudePruning() {}

  /**
   * Prunes.
   *
   * @param sparsity the part of every matrix that becomes 0; exactly ⌊sparsity·size⌋ weights or, if
   *     more are 0 already, those
   */
  public static Checkpoint prune(Checkpoint checkpoint, double sparsity) {
    Parameters parameters = checkpoint.parameters().copy();
    for (ParameterSpec parameter : checkpoint.spec().parameters()) {
      if (parameter.role().matrix()) {
        prune(parameters.data(parameter.name()), sparsity);
      }
    }
    return new Checkpoint(
        checkpoint.spec(), checkpoint.classes(), parameters, checkpoint.provenance());
  }

  private static void prune(float[] weights, double sparsity) {
    int count = (int) (sparsity * weights.length);
    // Position breaks ties, so that the count is exact and the choice the same everywhere.
    long[] order = new long[weights.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) Float.floatToIntBits(Math.abs(weights[i])) << 32 | i;
    }
    Arrays.sort(order);
    for (int i = 0; i < count; i++) {
      weights[(int) order[i]] = 0;
    }
  }
}
