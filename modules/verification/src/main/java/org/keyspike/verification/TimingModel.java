package org.keyspike.verification;

import java.util.List;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.model.CycleModel;

/**
 * A prediction of what every frame costs a machine, which its counts are compared with. Calls come
 * from many threads at once.
 */
@FunctionalInterface
public interface TimingModel {

  /**
   * The counts of a clip's frames.
   *
   * @param features (T, C) unsigned bytes
   * @param trace what the network says to them
   */
  List<FrameCounts> frames(byte[] features, Trace trace);

  /** The analytical timing model of a machine, which is to say the same as it, count for count. */
  static TimingModel analytical(WeightImage image, Architecture architecture) {
    return new CycleModel(image, architecture)::frames;
  }
}
