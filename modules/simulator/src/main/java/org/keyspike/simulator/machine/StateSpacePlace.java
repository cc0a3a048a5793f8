package org.keyspike.simulator.machine;

import java.util.List;

/**
 * The place of a state space in the memories.
 *
 * @param embedding the map from the encoder's channels
 * @param shift left shift of its sums
 * @param parameters first word of its biases, and of leaks and thresholds of the first block's E_u
 * @param stream first word of r in the membrane memory, which is of one frame only
 * @param blocks first to last
 * @param outputs where E is in the spike memory
 * @param lastMembranes first word of E_last in the membrane memory; none of graded neurons
 * @param delaysOrNull of the encoder's channels
 * @param dueOrNull where those that are due are collected, as of a layer
 */
record StateSpacePlace(
    MatrixPlace embedding,
    int shift,
    int parameters,
    int stream,
    List<BlockPlace> blocks,
    SpikeRegion outputs,
    int lastMembranes,
    DelayPlace delaysOrNull,
    SpikeRegion dueOrNull) {

  /** The same with delays of its inputs. */
  StateSpacePlace withDelays(DelayPlace place, SpikeRegion due) {
    return new StateSpacePlace(
        embedding, shift, parameters, stream, blocks, outputs, lastMembranes, place, due);
  }
}
