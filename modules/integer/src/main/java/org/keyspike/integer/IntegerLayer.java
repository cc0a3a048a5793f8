package org.keyspike.integer;

import java.util.Optional;
import org.keyspike.network.ExactRange;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.SpecException;

/**
 * One spiking layer of N neurons in integers.
 *
 * <p>Neurons that adapt fire spikes. A threshold behind which powers of two are fired is halved
 * without a remainder: it is a multiple of 2^(K−1). Neurons that fire graded outputs are not reset,
 * so that their threshold may be 0.
 *
 * @param weight W, (N, M)
 * @param recurrent U, (N, N); empty for a feed-forward layer
 * @param bias b, (N), signed 16 bit, in units of the membrane
 * @param leak q = 256β, (N), 0 to 255
 * @param threshold θ, (N), 1 (0 for graded outputs) to 32767, in units of the membrane
 * @param adaptation what its neurons adapt by; empty for a layer without adaptation
 * @param shiftWeight left shift of W s, 0 to 15
 * @param shiftRecurrent left shift of U s, 0 to 15; 0 without U
 * @param code what its neurons fire
 * @param delays d, (M), whole frames that each input comes late, 0 to 63; empty where none does
 */
public record IntegerLayer(
    IntegerMatrix weight,
    Optional<IntegerMatrix> recurrent,
    IntegerVector bias,
    IntegerVector leak,
    IntegerVector threshold,
    Optional<IntegerAdaptation> adaptation,
    int shiftWeight,
    int shiftRecurrent,
    IntegerCode code,
    Optional<IntegerVector> delays) {

  /** The longest delay in frames. */
  public static final int LARGEST_DELAY = 63;

  public IntegerLayer {
    int n = weight.rows();
    recurrent.ifPresent(u -> requireSquare(u, n));
    requireValues("layer.bias", bias, n, Short.MIN_VALUE, Short.MAX_VALUE);
    requireValues("layer.leak", leak, n, 0, NumberFormat.LEAK_MAX);
    requireThreshold(threshold, n, code);
    adaptation.ifPresent(adapts -> requireNeurons(adapts, n, code));
    delays.ifPresent(d -> requireValues("layer.delays", d, weight.columns(), 0, LARGEST_DELAY));
    requireShift("layer.shiftWeight", shiftWeight, ExactRange.LARGEST_SHIFT);
    requireShift(
        "layer.shiftRecurrent",
        shiftRecurrent,
        recurrent.isPresent() ? ExactRange.LARGEST_SHIFT : 0);
  }

  /** A layer that fires spikes and hears every input at once. */
  public IntegerLayer(
      IntegerMatrix weight,
      Optional<IntegerMatrix> recurrent,
      IntegerVector bias,
      IntegerVector leak,
      IntegerVector threshold,
      Optional<IntegerAdaptation> adaptation,
      int shiftWeight,
      int shiftRecurrent) {
    this(
        weight,
        recurrent,
        bias,
        leak,
        threshold,
        adaptation,
        shiftWeight,
        shiftRecurrent,
        IntegerCode.SPIKES,
        Optional.empty());
  }

  /** N. */
  public int neurons() {
    return weight.rows();
  }

  /** M. */
  public int inputs() {
    return weight.columns();
  }

  /** The most frames that one of its inputs comes late. */
  public int mostDelay() {
    return delays.map(IntegerVector::largest).orElse(0);
  }

  /**
   * The largest magnitude that the current of any neuron can reach, less its adaptation.
   *
   * @param largestInput the largest output of the layer below, 255 for features
   */
  long worstCurrent(int largestInput) {
    long worst = 0;
    for (int n = 0; n < neurons(); n++) {
      long sum = (weight.rowMagnitude(n) * largestInput) << shiftWeight;
      if (recurrent.isPresent()) {
        sum += (recurrent.get().rowMagnitude(n) * code.largest()) << shiftRecurrent;
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

  private static void requireThreshold(IntegerVector threshold, int n, IntegerCode code) {
    int smallest = code instanceof IntegerCode.Graded ? 0 : 1;
    requireValues("layer.threshold", threshold, n, smallest, Short.MAX_VALUE);
    if (code instanceof IntegerCode.PowersOfTwo) {
      for (int i = 0; i < n; i++) {
        if (threshold.get(i) % code.largest() != 0) {
          throw new SpecException(
              "layer.threshold", threshold.get(i), "multiples of " + code.largest());
        }
      }
    }
  }

  private static void requireSquare(IntegerMatrix recurrent, int n) {
    if (recurrent.rows() != n || recurrent.columns() != n) {
      throw new SpecException(
          "layer.recurrent", recurrent.rows() + " x " + recurrent.columns(), n + " x " + n);
    }
  }

  private static void requireNeurons(IntegerAdaptation adaptation, int n, IntegerCode code) {
    if (!code.equals(IntegerCode.SPIKES)) {
      throw new SpecException(
          "layer.code", code, "spikes with the usual reset, of neurons that adapt");
    }
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
