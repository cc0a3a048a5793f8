package org.keyspike.integer;

/**
 * Leaky integrate-and-fire neurons in integers, one step:
 *
 * <pre>
 * w = sat16(((q_ρ w + q_a v + 128) &gt;&gt; 8) + γ s);  I = I − w        adaptive neurons only
 * u = sat(((q v + 128) &gt;&gt; 8) + I);  s = (u ≥ θ);  v = u − θ s
 *                                                      v = 0 where s = 1, else u   reset to zero
 * </pre>
 *
 * <p>Neurons of another code than spikes take {@link #integrate} and then fire by their code.
 *
 * <p>All loops are written without a branch, a minimum or a maximum, and in one type, so that the
 * compiler can vectorise them: the sign of a difference becomes a mask. No difference leaves 32
 * bits, as currents stay below 2²⁴ and membranes, thresholds and w within 16 bits.
 */
final class IntegerNeurons {
  private static final int LARGEST = IntegerAdaptation.LARGEST;

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
      int[] lastSpikes,
      int[] last,
      int[] adaptation,
      int[] current) {
    for (int n = 0; n < adaptation.length; n++) {
      int kept = (leak[n] * last[n] + coupling[n] * membrane[n] + 128) >> 8;
      int w = kept + jump[n] * lastSpikes[n];
      int over = LARGEST - 1 - w;
      w += over & over >> 31;
      int under = w + LARGEST;
      w -= under & under >> 31;
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
      int[] leak, int[] threshold, int membraneMax, int[] membrane, int[] current, int[] spikes) {
    for (int n = 0; n < membrane.length; n++) {
      int u = ((leak[n] * membrane[n] + 128) >> 8) + current[n];
      int over = membraneMax - u;
      u += over & over >> 31;
      int under = u + membraneMax + 1;
      u -= under & under >> 31;
      int below = u - threshold[n] >> 31;
      membrane[n] = u - (threshold[n] & ~below);
      spikes[n] = 1 + below;
      current[n] = u;
    }
  }

  /**
   * The first half of a step, of neurons that fire by another code.
   *
   * @param leak q, (N)
   * @param membraneMax the largest membrane; the smallest is −membraneMax − 1
   * @param membrane v, (N)
   * @param current I, (N); receives u, the potential before the reset
   */
  static void integrate(int[] leak, int membraneMax, int[] membrane, int[] current) {
    for (int n = 0; n < membrane.length; n++) {
      int u = ((leak[n] * membrane[n] + 128) >> 8) + current[n];
      int over = membraneMax - u;
      u += over & over >> 31;
      int under = u + membraneMax + 1;
      u -= under & under >> 31;
      current[n] = u;
    }
  }

  /**
   * The spikes s = (u ≥ θ), and v = 0 where s = 1, else u.
   *
   * @param threshold θ, (N)
   * @param potential u, (N)
   * @param membrane receives v, (N)
   * @param spikes receives s, (N), each 0 or 1
   */
  static void fireToZero(int[] threshold, int[] potential, int[] membrane, int[] spikes) {
    for (int n = 0; n < spikes.length; n++) {
      int below = potential[n] - threshold[n] >> 31;
      membrane[n] = potential[n] & below;
      spikes[n] = 1 + below;
    }
  }

  /**
   * The outputs s = 2^(K−1−k) of the least k in 0…K−1 with u ≥ θ &gt;&gt; k, 0 if there is none,
   * and v = u − (θ s &gt;&gt; (K−1)). As a potential that reaches a level reaches all below it, s
   * is a sum over levels: 1 for the lowest, and for each other what it is more than the one below.
   *
   * @param levels K
   * @param threshold θ, (N)
   * @param potential u, (N)
   * @param membrane receives v, (N)
   * @param outputs receives s, (N)
   */
  static void firePowers(
      int levels, int[] threshold, int[] potential, int[] membrane, int[] outputs) {
    int lowest = levels - 1;
    for (int n = 0; n < outputs.length; n++) {
      outputs[n] = 1 + (potential[n] - (threshold[n] >> lowest) >> 31);
    }
    for (int k = lowest - 1; k >= 0; k--) {
      int rise = 1 << (lowest - k - 1);
      for (int n = 0; n < outputs.length; n++) {
        outputs[n] += rise & ~(potential[n] - (threshold[n] >> k) >> 31);
      }
    }
    for (int n = 0; n < outputs.length; n++) {
      membrane[n] = potential[n] - (threshold[n] * outputs[n] >> lowest);
    }
  }

  /**
   * The outputs s = min(largest, max(0, u &gt;&gt; shift)) where u ≥ θ, else 0, and v = u.
   *
   * @param largest 2^A − 1
   * @param shift p
   * @param threshold θ, (N), at least 0
   * @param potential u, (N)
   * @param membrane receives v, (N)
   * @param outputs receives s, (N)
   */
  static void fireGraded(
      int largest, int shift, int[] threshold, int[] potential, int[] membrane, int[] outputs) {
    for (int n = 0; n < outputs.length; n++) {
      int u = potential[n];
      int output = u >> shift;
      int over = largest - output;
      output += over & over >> 31;
      // θ is not negative, so that u is not where it reaches it.
      outputs[n] = output & ~(u - threshold[n] >> 31);
      membrane[n] = u;
    }
  }
}
