package org.keyspike.hardware;

import org.keyspike.integer.IntegerCode;

/** The section of the code that a layer fires by, where that is not spikes. */
final class CodeSection {
  private static final int POWERS_OF_TWO = 1;
  private static final int GRADED = 2;
  private static final int FEWEST_LEVELS = 2;
  private static final int MOST_LEVELS = 4;
  private static final int MOST_BITS = 4;
  private static final int LARGEST_SHIFT = 15;

  private CodeSection() {}

  /**
   * @param code other than spikes
   */
  static byte[] write(IntegerCode code) {
    SectionOutput out = new SectionOutput();
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      return out.u8(POWERS_OF_TWO).u8(powers.levels()).toBytes();
    }
    IntegerCode.Graded graded = (IntegerCode.Graded) code;
    return out.u8(GRADED).u8(graded.bits()).u8(graded.shift()).toBytes();
  }

  static IntegerCode read(SectionInput in) throws CorruptImageException {
    int kind = in.between("kind of code", in.u8("kind of code"), POWERS_OF_TWO, GRADED);
    IntegerCode code =
        kind == POWERS_OF_TWO
            ? new IntegerCode.PowersOfTwo(
                in.between("levels", in.u8("levels"), FEWEST_LEVELS, MOST_LEVELS))
            : new IntegerCode.Graded(
                in.between("bits", in.u8("bits"), 1, MOST_BITS),
                in.between("output shift", in.u8("output shift"), 0, LARGEST_SHIFT));
    in.end();
    return code;
  }
}
