package org.keyspike.simulator.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.machine.Program;
import org.keyspike.simulator.machine.WordBits;

/**
 * A network on a machine, as far as costs go.
 *
 * @param architecture of the machine
 * @param model as the machine stores it
 * @param bits of the words that lanes share
 * @param stages of a frame
 * @param weights W of each layer, or the maps of a state space
 * @param recurrents U of each layer, or null
 * @param maps of the readout
 */
record NetworkCycleModel(
    Architecture architecture,
    IntegerModel model,
    WordBits bits,
    List<FrameStage> stages,
    MatrixCost[] weights,
    MatrixCost[] recurrents,
    MatrixCost[] maps) {

  static NetworkCycleModel of(WeightImage loaded, Architecture architecture) {
    return new NetworkCycleModel(
        architecture,
        loaded.model(),
        WordBits.of(loaded, architecture),
        Program.stages(loaded),
        weights(loaded)
            .map(matrix -> new MatrixCost(matrix, architecture))
            .toArray(MatrixCost[]::new),
        recurrents(loaded)
            .map(u -> u.map(matrix -> new MatrixCost(matrix, architecture)).orElse(null))
            .toArray(MatrixCost[]::new),
        loaded.readout().matrices().stream()
            .map(map -> new MatrixCost(map, architecture))
            .toArray(MatrixCost[]::new));
  }

  private static Stream<PackedMatrix> weights(WeightImage loaded) {
    return loaded.stateSpace().isPresent()
        ? loaded.backbone().matrices().stream()
        : loaded.layers().stream().map(LayerImage::weight);
  }

  private static Stream<Optional<PackedMatrix>> recurrents(WeightImage loaded) {
    return loaded.stateSpace().isPresent()
        ? Stream.empty()
        : loaded.layers().stream().map(LayerImage::recurrent);
  }

  /** Layers, or blocks of a state space. */
  int blocks() {
    return model instanceof StateSpaceModel space ? space.blocks().size() : weights.length;
  }

  boolean has(Mechanism mechanism) {
    return architecture.has(mechanism);
  }
}
