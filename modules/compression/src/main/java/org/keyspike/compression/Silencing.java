package org.keyspike.compression;

import java.util.List;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * Neurons or bands whose outputs nobody meets any more: the weights that they had to are 0. They
 * change nothing that is left, so that they can be cut out later, and a network can go on learning
 * in the same shape.
 *
 * @param matrices that the outputs meet
 * @param width how many there are: columns that are equal modulo it belong to the same one
 */
record Silencing(List<String> matrices, int width) {

  /** Those of the network that are silent, or will never be more. */
  boolean[] silent(Checkpoint network) {
    double[] met = met(network);
    boolean[] silent = new boolean[width];
    for (int i = 0; i < width; i++) {
      silent[i] = met[i] == 0;
    }
    return silent;
  }

  /** Leaves the most salient of those that are not silent. */
  void leave(Checkpoint from, Parameters to, double[] saliencies, int left) {
    boolean[] silent = silent(from);
    double[] judged = saliencies.clone();
    for (int i = 0; i < width; i++) {
      judged[i] = silent[i] ? Double.NEGATIVE_INFINITY : judged[i];
    }
    List<Integer> stay = Saliencies.largest(judged, left);
    boolean[] stays = new boolean[width];
    stay.forEach(i -> stays[i] = true);
    for (String name : matrices) {
      Tensor matrix = to.get(name);
      for (int i = 0; i < matrix.data().length; i++) {
        if (!stays[i % matrix.extent(1) % width]) {
          matrix.data()[i] = 0;
        }
      }
    }
  }

  /** Those that are left when so many are to be, ascending. */
  List<Integer> left(Checkpoint network, int count) {
    return Saliencies.largest(met(network), count);
  }

  /** The sums of magnitudes of the weights that they meet. */
  private double[] met(Checkpoint network) {
    double[] sums = new double[width];
    for (String name : matrices) {
      Tensor matrix = network.parameters().get(name);
      for (int i = 0; i < matrix.data().length; i++) {
        sums[i % matrix.extent(1) % width] += Math.abs(matrix.data()[i]);
      }
    }
    return sums;
  }
}
