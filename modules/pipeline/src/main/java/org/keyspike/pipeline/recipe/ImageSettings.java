package org.keyspike.pipeline.recipe;

import org.keyspike.hardware.Packing;

/**
 * The sections of a recipe that decide what is in the weight image beside the network's numbers.
 *
 * @param hardware how the numbers are packed
 * @param detector how answers become detections
 */
public record ImageSettings(HardwareSettings hardware, DetectorSection detector) {

  /** The same with matrices packed in another way. */
  ImageSettings withPacking(Packing other) {
    return new ImageSettings(
        new HardwareSettings(hardware.lanes(), other, hardware.knownAnswers()), detector);
  }
}
