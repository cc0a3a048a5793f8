package org.keyspike.compression;

import org.keyspike.network.SpecException;

/**
 * Which weights go.
 *
 * @param sparsity the part of every weight matrix that becomes 0, from 0 to below 1
 * @param epochs of fine-tuning with the zeros held, at least 1
 * @param learningRate the peak of that fine-tuning, above 0
 */
public record PruningSettings(double sparsity, int epochs, double learningRate) {
  public PruningSettings {
    if (!(sparsity >= 0 && sparsity < 1)) {
      throw new SpecException("compression.pruning.sparsity", sparsity, "0 to below 1");
    }
    FineTuning.require("compression.pruning", epochs, learningRate);
  }
}
