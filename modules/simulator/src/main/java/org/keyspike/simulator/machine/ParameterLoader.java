package org.keyspike.simulator.machine;

import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;

/** The loader of the parameter memory, which puts every parameter of an image into its field. */
final class ParameterLoader {
  private ParameterLoader() {}

  static void load(WeightImage image, Layout layout, LaneMemory memory) {
    if (image.encoder() instanceof IntegerEncoder.Residual steps) {
      memory.load(layout.encoderSteps(), LaneField.COARSE_STEP, steps.coarseSteps().values());
      memory.load(layout.encoderSteps(), LaneField.FINE_STEP, steps.fineSteps().values());
    } else if (image.encoder() instanceof IntegerEncoder.StepForward steps) {
      memory.load(layout.encoderSteps(), LaneField.COARSE_STEP, steps.coarseSteps().values());
    }
    image
        .stateSpace()
        .ifPresent(space -> StateSpaceLoader.load(space, layout.stateSpaceOrNull(), memory));
    for (int l = 0; l < layout.layers().size(); l++) {
      load(image.layers().get(l), layout.layers().get(l), memory);
    }
    for (int map = 0; map < image.readout().biases().size(); map++) {
      memory.load(
          layout.readoutBiases(map), LaneField.BIAS, image.readout().biases().get(map).values());
    }
  }

  private static void load(LayerImage layer, LayerPlace place, LaneMemory memory) {
    memory.load(place.parameterWord(0), LaneField.LEAK, layer.leak().values());
    memory.load(place.parameterWord(0), LaneField.THRESHOLD, layer.threshold().values());
    memory.load(place.parameterWord(0), LaneField.BIAS, layer.bias().values());
    layer
        .adaptation()
        .ifPresent(
            a -> {
              int word = place.adaptationParameterWord(0);
              memory.load(word, LaneField.ADAPTATION_LEAK, a.leak().values());
              memory.load(word, LaneField.COUPLING, a.coupling().values());
              memory.load(word, LaneField.JUMP, a.jump().values());
            });
  }
}
