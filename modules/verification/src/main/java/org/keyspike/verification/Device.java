package org.keyspike.verification;

import java.util.Optional;
import java.util.function.Supplier;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;

/**
 * What a device takes from an image before and after the network.
 *
 * @param frontEnd makes a front end in the state before the first sample
 * @param detector empty where every frame is answered
 */
record Device(Supplier<UnitFrontEnd> frontEnd, Optional<IntegerDetectorSettings> detector) {

  static Device of(WeightImage image) {
    return new Device(() -> UnitFrontEnd.of(image), image.detector());
  }
}
