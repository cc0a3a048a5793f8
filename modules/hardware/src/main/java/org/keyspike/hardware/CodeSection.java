package org.keyspike.hardware;

import org.keyspike.integer.IntegerCode;
import org.keyspike.network.Reset;

/** The section of the code that a layer fires by, where that is not spikes with the usual reset. */
final class CodeSection {
  private static final int POWERS_OF_TWO = 1;
  private static final int GRADED = 2;
  private static final int RESET_TO_ZERO = 3;
  private static final int FEWEST_LEVELS = 2;
  private static final int MOST_LEVELS = 4;
  private static final int MOST_BITS = 4;
  private static final int LARGEST_SHIFT = 15;

  private CodeSection() {}

  /**
   * @param code other than spikes with the usual reset
   */
  static byte[] write(IntegerCode code) {
    SectionOutput out = new SectionOutput();
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      return out.u8(POWERS_OF_TWO).u8(powers.levels()).toBytes();
    }
    if (code.resetsToZero()) {
      return out.u8(RESET_TO_ZERO).toBytes();
    }
    IntegerCode.Graded graded = (IntegerCode.Graded) code;
    return out.u8(GRADED).u8(graded.bits()).u8(graded.shift()).toBytes();
  }

  /**
   * @param version of the file's format
   */
  static IntegerCode read(SectionInput in, int version) throws CorruptImageException {
    int last = version < ImageFormat.RESETS_SINCE ? GRADED : RESET_TO_ZERO;
    int kind = in.between("kind of code", in.u8("kind of code"), POWERS_OF_TWO, last);
    IntegerCode code =
        switch (kind) {
          case POWERS_OF_TWO ->
              new IntegerCode.PowersOfTwo(
                  in.between("levels", in.u8("levels"), FEWEST_LEVELS, MOST_LEVELS));
          case GRADED ->
              new IntegerCode.Graded(
                  in.between("bits", in.u8("bits"), 1, MOST_BITS),
                  in.between("output shift", in.u8("output shift"), 0, LARGEST_SHIFT));
          default -> new IntegerCode.Spikes(Reset.ZERO);
        };
    in.end();
    return code;
  }
}
