package org.keyspike.compression;

import java.util.List;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.SpecException;

/**
 * The integer grid.
 *
 * @param weightBits of weights, 2 to 8
 * @param membraneBits of membranes, 8 to 16
 * @param scales by what the scale of each matrix is chosen
 * @param scalePer what has a scale of its own
 * @param epochs of fine-tuning on the grid; 0 for none: post-training quantization
 * @param learningRate the peak of that fine-tuning, above 0
 */
public record QuantizationSettings(
    int weightBits,
    int membraneBits,
    Scales scales,
    ScalePer scalePer,
    int epochs,
    double learningRate) {
  private static final QuantizationSettings USUAL =
      new QuantizationSettings(4, 16, Scales.ERROR, 0, 1);

  /** Keys that came after others had been hashed. */
  private static final List<String> LATER = List.of("/scalePer");

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

  /** One scale for each matrix. */
  public QuantizationSettings(
      int weightBits, int membraneBits, Scales scales, int epochs, double learningRate) {
    this(weightBits, membraneBits, scales, ScalePer.MATRIX, epochs, learningRate);
  }

  /**
   * The text that says which grid this is: what keys of stages are hashed from. What came later is
   * left out at its usual value.
   */
  public String identity() {
    return RecordWriter.json(this, USUAL, LATER);
  }
}
