package org.keyspike.compression;

import org.keyspike.network.SpecException;

/**
 * The integer grid.
 *
 * @param weightBits of weights, 2 to 8
 * @param membraneBits of membranes, 8 to 16
 * @param scales by what the scale of each matrix is chosen
 * @param epochs of fine-tuning on the grid; 0 for none: post-training quantization
 * @param learningRate the peak of that fine-tuning, above 0
 */
public record QuantizationSettings(
    int weightBits, int membraneBits, Scales scales, int epochs, double learningRate) {
  public QuantizationSettings {
    if (weightBits < 2 || weightBits > 8) {
      throw new SpecException("compression.quantization.weightBits", weightBits, "2 to 8");
    }
    if (membraneBits < 8 || membraneBits > 16) {
      throw new SpecException("compression.quantization.membraneBits", membraneBits, "8 to 16");
    }
    if (epochs < 0) {
      throw new SpecException("compression.quantization.epochs", epochs, "0 or more");
    }
    if (!(learningRate > 0)) {
      throw new SpecException(
          "compression.quantization.learningRate", learningRate, "a number above 0");
    }
  }
}
