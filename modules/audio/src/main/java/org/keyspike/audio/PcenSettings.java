package org.keyspike.audio;

import java.io.Serializable;
import org.keyspike.io.SettingException;

/**
 * Settings of per-channel energy normalization, the automatic gain that {@link IntegerLogMel} can
 * give each band in place of logarithm and background: (g·E / (1 + g·M)^α + δ)^r − δ^r, with g the
 * gain, E the energy of a band and M its smoothed energy, which moves by 2^−rise of its distance
 * towards more energy and by 2^−fall towards less.
 *
 * @param strength α in 256ths, 0 to 256; at 0 energies are not normalized
 * @param rise shift, 0 to 15; the same as fall in the published form
 * @param fall shift, 0 to 15
 * @param bias δ in 16ths, 1 to 256; normalized energies well below it count in proportion, well
 *     above it by their root
 * @param root r in 256ths, 0 to 256; 0 is the limit for small r, the logarithm ln(1 + …/δ)
 * @param scale factor of the feature, 1 to 16
 */
public record PcenSettings(int strength, int rise, int fall, int bias, int root, int scale)
    implements Serializable {
  /** Energies are not normalized. */
  public static final PcenSettings NONE = new PcenSettings(0, 5, 5, 32, 128, 2);

  /** α of 1, and r of 1. */
  public static final int WHOLE = 256;

  /** The largest shift. */
  public static final int LARGEST_SHIFT = 15;

  /** The largest bias, δ of 16. */
  public static final int LARGEST_BIAS = 256;

  /** The largest factor. */
  public static final int LARGEST_SCALE = 16;

  /**
   * @throws SettingException if a value is out of range
   */
  public PcenSettings {
    require("strength", strength, 0, WHOLE);
    require("rise", rise, 0, LARGEST_SHIFT);
    require("fall", fall, 0, LARGEST_SHIFT);
    require("bias", bias, 1, LARGEST_BIAS);
    require("root", root, 0, WHOLE);
    require("scale", scale, 1, LARGEST_SCALE);
  }

  // These are written out, as Java makes the code of a record's own when it is first called.
  @Override
  public boolean equals(Object other) {
    return other instanceof PcenSettings that
        && strength == that.strength
        && rise == that.rise
        && fall == that.fall
        && bias == that.bias
        && root == that.root
        && scale == that.scale;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * strength + rise) + fall) + 31 * (31 * bias + root) + scale;
  }

  @Override
  public String toString() {
    return "PcenSettings[strength="
        + strength
        + ", rise="
        + rise
        + ", fall="
        + fall
        + ", bias="
        + bias
        + ", root="
        + root
        + ", scale="
        + scale
        + ']';
  }

  /** Whether energies are normalized. */
  public boolean normalizes() {
    return strength > 0;
  }

  /** For people. */
  public String text() {
    return "energies normalized per channel (strength "
        + strength
        + "/"
        + WHOLE
        + ", rise "
        + rise
        + ", fall "
        + fall
        + ", bias "
        + bias
        + "/16, root "
        + root
        + "/256, scale "
        + scale
        + ")";
  }

  private static void require(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new SettingException(name, value, low + " to " + high);
    }
  }
}
