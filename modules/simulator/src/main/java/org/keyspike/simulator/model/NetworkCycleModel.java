package org.keyspike.simulator.model;

import java.util.List;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
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
 * @param weights W of each layer
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
        loaded.layers().stream()
            .map(layer -> new MatrixCost(layer.weight(), architecture))
            .toArray(MatrixCost[]::new),
        loaded.layers().stream()
            .map(layer -> layer.recurrent().map(u -> new MatrixCost(u, architecture)).orElse(null))
            .toArray(MatrixCost[]::new),
        loaded.readout().matrices().stream()
            .map(map -> new MatrixCost(map, architecture))
            .toArray(MatrixCost[]::new));
  }

  boolean has(Mechanism mechanism) {
    return architecture.has(mechanism);
  }
}
