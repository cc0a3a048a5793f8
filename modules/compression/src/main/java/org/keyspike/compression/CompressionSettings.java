package org.keyspike.compression;

import java.util.List;

/**
 * The settings by which a trained network is made small: the recipe's {@code compression}.
 *
 * @param pruning what goes, one thing after the other; nothing for none
 * @param quantization the integer grid
 * @param recovery what fine-tuning does to win back what was lost
 */
public record CompressionSettings(
    List<PruningSettings> pruning, QuantizationSettings quantization, RecoverySettings recovery) {
  public CompressionSettings {
    pruning = List.copyOf(pruning);
  }
}
