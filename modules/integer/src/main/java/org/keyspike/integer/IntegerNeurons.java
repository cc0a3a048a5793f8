package org.keyspike.integer;

/**
 * Leaky integrate-and-fire neurons in integers, one step:
 *
 * <pre>
 * u = sat(((q v + 128) &gt;&gt; 8) + I);  s = (u ≥ θ);  v = u − θ s
 * </pre>
 */
final class IntegerNeurons {
  private IntegerNeurons() {}

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
