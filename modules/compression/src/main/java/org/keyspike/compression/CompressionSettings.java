package org.keyspike.compression;

/**
 * How a trained network is made small: the recipe's {@code compression}.
 *
 * @param pruning which weights go
 * @param quantization the integer grid
 */
public record CompressionSettings(PruningSettings pruning, QuantizationSettings quantization) {}
