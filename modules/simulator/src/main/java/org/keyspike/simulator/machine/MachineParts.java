package org.keyspike.simulator.machine;

import java.util.List;
import org.keyspike.hardware.WeightImage;

/**
 * A machine with an image in its memories.
 *
 * @param image as it was loaded
 * @param units memories, ports, lanes
 * @param input the frame at hand
 * @param encoderOrNull null with features straight in
 * @param layers first to last; none where there is a state space
 * @param stateSpaceOrNull null where there are layers
 * @param readout after them
 */
record MachineParts(
    WeightImage image,
    Units units,
    FrameInput input,
    EncoderUnit encoderOrNull,
    List<NeuronUnit> layers,
    StateSpaceUnits stateSpaceOrNull,
    ReadoutUnit readout) {

  /** Everything whose outputs are recorded, first to last. */
  List<RecordedPopulation> populations() {
    return stateSpaceOrNull == null ? List.copyOf(layers) : stateSpaceOrNull.populations();
  }
}
