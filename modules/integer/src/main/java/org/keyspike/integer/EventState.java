package org.keyspike.integer;

import java.util.Arrays;
import java.util.Optional;
import org.keyspike.network.EventSite;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;

/** The neurons at a place of a state space while the network runs. */
final class EventState implements PlaceState {
  private final IntegerCode code;
  private final int[] leak;
  private final int[] threshold;
  private final int[] membrane;
  private final int[] potential;
  private final int[] outputs;
  private final byte[] bytes;
  private final ActiveInputs active;

  /**
   * @param fraction F, bits below the point of their potentials
   * @param graded τ, (N); empty for spikes, whose θ is 2^F
   */
  EventState(
      EventSite site, OutputCode code, int neurons, int fraction, Optional<IntegerVector> graded) {
    this.code = IntegerCode.of(code, fraction);
    leak = new int[neurons];
    threshold = new int[neurons];
    Arrays.fill(threshold, 1 << fraction);
    if (graded.isEmpty()) {
      Arrays.setAll(leak, n -> (int) (site.leak(n) * (1 << NumberFormat.LEAK_FRACTION)));
    } else {
      Arrays.setAll(threshold, graded.get()::get);
    }
    membrane = new int[neurons];
    potential = new int[neurons];
    outputs = new int[neurons];
    bytes = new byte[neurons];
    active = new ActiveInputs(neurons, this.code);
  }

  void reset() {
    Arrays.fill(membrane, 0);
  }

  /** Fires at the first N of some potentials, without their leaked membranes. */
  void fire(int[] inputs) {
    System.arraycopy(inputs, 0, potential, 0, potential.length);
    if (code instanceof IntegerCode.Graded graded) {
      // No memory: what is fired is the potential itself.
      IntegerNeurons.fireGraded(
          graded.largest(), graded.shift(), threshold, potential, membrane, outputs);
    } else if (code instanceof IntegerCode.PowersOfTwo powers) {
      IntegerNeurons.integrate(leak, Short.MAX_VALUE, membrane, potential);
      IntegerNeurons.firePowers(powers.levels(), threshold, potential, membrane, outputs);
    } else {
      IntegerNeurons.step(leak, threshold, Short.MAX_VALUE, membrane, potential, outputs);
    }
    active.take(outputs, bytes);
  }

  /** What was fired, (N), each 0 to the largest of the code. */
  int[] outputs() {
    return outputs;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int[] potentials() {
    return potential;
  }

  /** The neurons whose output is not 0. */
  ActiveInputs active() {
    return active;
  }
}
