package org.keyspike.integer;

import org.keyspike.network.NumberFormat;

/**
 * The adaptation of the neurons of a layer, in integers:
 *
 * <pre>
 * w_t = sat16(((q_ρ w_{t−1} + q_a v_{t−1} + 128) &gt;&gt; 8) + γ s_{t−1})
 * </pre>
 *
 * <p>w has the membrane's unit but always 16 bits; t − 1 is the step before, also within a frame.
 *
 * @param leak q_ρ = 256ρ, (N), 0 to 255
 * @param coupling q_a = 256a, (N), signed 8 bit
 * @param jump γ, (N), signed 16 bit, in units of the membrane
 */
public record IntegerAdaptation(IntegerVector leak, IntegerVector coupling, IntegerVector jump) {

  /** The largest magnitude of w. */
  public static final int LARGEST = 1 << 15;

  /** Of no neuron: what a layer without adaptation runs with. */
  static final IntegerAdaptation NONE =
      new IntegerAdaptation(new IntegerVector(), new IntegerVector(), new IntegerVector());

  public IntegerAdaptation {
    int n = leak.size();
    IntegerLayer.requireValues("layer.adaptation.leak", leak, n, 0, NumberFormat.LEAK_MAX);
    IntegerLayer.requireValues(
        "layer.adaptation.coupling", coupling, n, Byte.MIN_VALUE, Byte.MAX_VALUE);
    IntegerLayer.requireValues("layer.adaptation.jump", jump, n, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  /** N. */
  public int neurons() {
    return leak.size();
  }
}
