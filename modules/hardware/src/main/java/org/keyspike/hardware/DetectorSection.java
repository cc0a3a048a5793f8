package org.keyspike.hardware;

import org.keyspike.integer.DetectorTable;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;

/** The section of the detector: its settings, and the table of 2^−x that it computes with. */
final class DetectorSection {
  private DetectorSection() {}

  static byte[] write(IntegerDetectorSettings detector) {
    SectionOutput out =
        new SectionOutput().u8(detector.smoothing()).u32(detector.refractoryFrames());
    for (int threshold : detector.thresholds().values()) {
      out.u16(threshold);
    }
    for (int power : DetectorTable.powers()) {
      out.u16(power);
    }
    return out.toBytes();
  }

  /**
   * @param classes K
   */
  static IntegerDetectorSettings read(SectionInput in, int classes) throws CorruptImageException {
    int smoothing =
        in.between("smoothing", in.u8("smoothing"), 1, IntegerDetectorSettings.MOST_ANSWERS);
    int refractoryFrames = in.size("refractory frames");
    in.requireLeft("thresholds", 2L * classes);
    int[] thresholds = new int[classes];
    for (int k = 0; k < classes; k++) {
      String field = "threshold of class " + k;
      thresholds[k] = in.between(field, in.u16(field), 0, IntegerDetectorSettings.ONE);
    }
    int[] powers = DetectorTable.powers();
    for (int i = 0; i < powers.length; i++) {
      int found = in.u16("powers");
      if (found != powers[i]) {
        throw in.corrupt("powers[" + i + "]", found, "" + powers[i]);
      }
    }
    in.end();
    return new IntegerDetectorSettings(smoothing, refractoryFrames, new IntegerVector(thresholds));
  }
}
