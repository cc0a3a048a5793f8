package org.keyspike.integer;

/**
 * Leaky integrate-and-fire neurons in integers, one step:
 *
 * <pre>
 * w = sat16(((q_ρ w + q_a v + 128) &gt;&gt; 8) + γ s);  I = I − w        adaptive neurons only
 * u = sat(((q v + 128) &gt;&gt; 8) + I);  s = (u ≥ θ);  v = u − θ s
 * </pre>
 */
final class IntegerNeurons {
  private IntegerNeurons() {}

  /**
   * The adaptation of N neurons, ahead of {@link #step}; of none if w is empty.
   *
   * @param leak q_ρ, (N)
   * @param coupling q_a, (N)
   * @param jump γ, (N)
   * @param membrane v, (N)
   * @param lastSpikes s of the step before, (N), each 0 or 1
   * @param last w of the step before, (N)
   * @param adaptation receives w, (N); may be the same array
   * @param current I, (N), which loses w
   */
  static void adapt(
      int[] leak,
      int[] coupling,
      int[] jump,
      int[] membrane,
      byte[] lastSpikes,
      int[] last,
      int[] adaptation,
      int[] current) {
    for (int n = 0; n < adaptation.length; n++) {
      int kept = (leak[n] * last[n] + coupling[n] * membrane[n] + 128) >> 8;
      int w = kept + jump[n] * lastSpikes[n];
      w = Math.max(-IntegerAdaptation.LARGEST, Math.min(IntegerAdaptation.LARGEST - 1, w));
      adaptation[n] = w;
      current[n] -= w;
    }
  }

  /**
   * One step of N neurons.
   *
   * @param leak q, (N)
   * @param threshold θ, (N)
   * @param membraneMax the largest membrane; the smallest is −membraneMax − 1
   * @param membrane v, (N), changed in place
   * @param current I, (N); receives u, the potential before the reset
   * @param spikes receives s, (N), each 0 or 1
   */
  static void step(
      int[] leak, int[] threshold, int membraneMax, int[] membrane, int[] current, byte[] spikes) {
    for (int n = 0; n < membrane.length; n++) {
      int leaked = (leak[n] * membrane[n] + 128) >> 8;
      int u = Math.max(-membraneMax - 1, Math.min(membraneMax, leaked + current[n]));
      boolean spike = u >= threshold[n];
      membrane[n] = spike ? u - threshold[n] : u;
      spikes[n] = (byte) (spike ? 1 : 0);
      current[n] = u;
    }
  }
}
