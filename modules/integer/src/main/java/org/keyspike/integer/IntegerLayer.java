package org.keyspike.integer;

import java.util.Optional;
import org.keyspike.network.ExactRange;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.SpecException;

/**
 * One spiking layer of N neurons in integers.
 *
 * @param weight W, (N, M)
 * @param recurrent U, (N, N); empty for a feed-forward layer
 * @param bias b, (N), signed 16 bit, in units of the membrane
 * @param leak q = 256β, (N), 0 to 255
 * @param threshold θ, (N), 1 to 32767, in units of the membrane
 * @param adaptation what its neurons adapt by; empty for a layer without adaptation
 * @param shiftWeight left shift of W s, 0 to 15
 * @param shiftRecurrent left shift of U s, 0 to 15; 0 without U
 */
public record IntegerLayer(
    IntegerMatrix weight,
    Optional<IntegerMatrix> recurrent,
    IntegerVector bias,
    IntegerVector leak,
    IntegerVector threshold,
    Optional<IntegerAdaptation> adaptation,
    int shiftWeight,
    int shiftRecurrent) {

  public IntegerLayer {
    int n = weight.rows();
    recurrent.ifPresent(u -> requireSquare(u, n));
    requireValues("layer.bias", bias, n, Short.MIN_VALUE, Short.MAX_VALUE);
    requireValues("layer.leak", leak, n, 0, NumberFormat.LEAK_MAX);
    requireValues("layer.threshold", threshold, n, 1, Short.MAX_VALUE);
    adaptation.ifPresent(adapts -> requireNeurons(adapts, n));
    requireShift("layer.shiftWeight", shiftWeight, ExactRange.LARGEST_SHIFT);
    requireShift(
        "layer.shiftRecurrent",
        shiftRecurrent,
        recurrent.isPresent() ? ExactRange.LARGEST_SHIFT : 0);
  }

  /** N. */
  public int neurons() {
    return weight.rows();
  }

  /** M. */
  public int inputs() {
    return weight.columns();
  }

  /**
   * The largest magnitude that the current of any neuron can reach, less its adaptation.
   *
   * @param largestInput 1 for spikes, 255 for features
   */
  long worstCurrent(int largestInput) {
    long worst = 0;
    for (int n = 0; n < neurons(); n++) {
      long sum = (weight.rowMagnitude(n) * largestInput) << shiftWeight;
      if (recurrent.isPresent()) {
        sum += recurrent.get().rowMagnitude(n) << shiftRecurrent;
      }
      worst = Math.max(worst, sum + Math.abs(bias.get(n)));
    }
    return worst + (adaptation.isPresent() ? IntegerAdaptation.LARGEST : 0);
  }

  static void requireValues(String field, IntegerVector vector, int size, int low, int high) {
    if (vector.size() != size) {
      throw new SpecException(field, vector.size() + " values", size + " values");
    }
    if (vector.smallest() < low || vector.largest() > high) {
      throw new SpecException(
          field, vector.smallest() + " to " + vector.largest(), low + " to " + high);
    }
  }

  private static void requireSquare(IntegerMatrix recurrent, int n) {
    if (recurrent.rows() != n || recurrent.columns() != n) {
      throw new SpecException(
          "layer.recurrent", recurrent.rows() + " x " + recurrent.columns(), n + " x " + n);
    }
  }

  private static void requireNeurons(IntegerAdaptation adaptation, int n) {
    if (adaptation.neurons() != n) {
      throw new SpecException(
          "layer.adaptation", adaptation.neurons() + " neurons", n + " neurons");
    }
  }

  private static void requireShift(String field, int shift, int largest) {
    if (shift < 0 || shift > largest) {
      throw new SpecException(field, shift, "0 to " + largest);
    }
  }
}
