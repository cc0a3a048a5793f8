package org.keyspike.evaluation;

import java.util.List;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;

/** A tally of what the outputs of a network make matrices do, over many clips. */
public interface WorkTally {
  /** Of a network of layers, or of one with a state space; it starts at nothing. */
  static WorkTally of(NetworkSpec spec, Parameters parameters) {
    return spec.stateSpace() == null
        ? new ActivityTally(spec, parameters)
        : new StateSpaceTally(spec, parameters);
  }

  /**
   * Adds one clip of a batch of B clips of T frames.
   *
   * @param clip its place in the batch
   * @param padded T
   * @param length its valid frames
   * @param labels its class (1), or that of each valid frame
   * @param encoderSpikes (B, T, channels); not looked at without an encoder
   * @param spikes (B, T, TS, N) of each population, outputs of any code
   */
  void add(
      int clip, int padded, int length, int[] labels, float[] encoderSpikes, List<float[]> spikes);

  /**
   * Every matrix that spikes meet, first to last, up to the readout's first map. Without an encoder
   * the first one is left out: its inputs are numbers, not spikes. The second map of a keyword
   * readout, once a clip, is not among them either.
   */
  List<Connection> connections();
}
