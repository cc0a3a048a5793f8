package org.keyspike.rtl;

import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;

/**
 * The bits of a lane's sum, which holds what one scan after the other adds for a group of outputs:
 * as many as the weights of a network can reach, whatever the inputs are.
 *
 * <pre>
 * layer      |sum| ≤ 2^s_W · x · max_n Σ_m |W[n, m]| + 2^s_U · y · max_n Σ_m |U[n, m]|
 * readout    |sum| ≤ x · steps · max Σ |H|, of the last layer's outputs; 255 · max Σ |H2| of hidden units
 * </pre>
 *
 * where x and y are the largest input and output, 255 for features that go straight in.
 */
final class SumBits {
  /** A sum of the simulator has no more, and runs over beyond. */
  private static final int MOST = Integer.SIZE;

  private static final int LARGEST_BYTE = 255;

  private SumBits() {}

  /** With the sign. */
  static int of(IntegerModel model) {
    long most = 1;
    long input = model.encoder() instanceof IntegerEncoder.Direct ? LARGEST_BYTE : 1;
    for (IntegerLayer layer : model.layers()) {
      long output = layer.code().largest();
      long sum = magnitude(layer.weight()) * input << layer.shiftWeight();
      if (layer.recurrent().isPresent()) {
        sum += magnitude(layer.recurrent().get()) * output << layer.shiftRecurrent();
      }
      most = Math.max(most, sum);
      input = output;
    }
    long merged = input * model.timeSteps();
    if (model.readout() instanceof IntegerReadout.Keyword keyword) {
      most = Math.max(most, magnitude(keyword.hiddenWeight()) * merged);
      most = Math.max(most, magnitude(keyword.outputWeight()) * LARGEST_BYTE);
    } else if (model.readout() instanceof IntegerReadout.FrameWise frameWise) {
      most = Math.max(most, magnitude(frameWise.weight()) * merged);
    }
    return Math.min(MOST, Long.SIZE - Long.numberOfLeadingZeros(most) + 1);
  }

  /** The largest sum of a row's magnitudes. */
  private static long magnitude(IntegerMatrix matrix) {
    long most = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      long sum = 0;
      for (int column = 0; column < matrix.columns(); column++) {
        sum += Math.abs(matrix.get(row, column));
      }
      most = Math.max(most, sum);
    }
    return most;
  }
}
