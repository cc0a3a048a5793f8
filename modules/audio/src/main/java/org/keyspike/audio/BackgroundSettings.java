package org.keyspike.audio;

import java.io.Serializable;
import org.keyspike.io.SettingException;

/**
 * Settings of the background that {@link IntegerLogMel} follows in every band and takes away, so
 * that a steady noise leaves fewer traces: the estimate moves by 2^−rise of its distance towards
 * louder frames, by 2^−fall towards quieter ones.
 *
 * @param rise shift, 0 to 15; the larger, the longer a word may be without being taken for noise
 * @param fall shift, 0 to 15
 * @param share of the estimate that is taken away, in 256ths, 0 to 256; at 0 nothing is followed
 */
public record BackgroundSettings(int rise, int fall, int share) implements Serializable {
  /** Nothing is taken away. */
  public static final BackgroundSettings NONE = new BackgroundSettings(7, 4, 0);

  /** The whole of the estimate. */
  public static final int WHOLE = 256;

  /** The largest shift. */
  public static final int LARGEST_SHIFT = 15;

  /**
   * @throws SettingException if a value is out of range
   */
  public BackgroundSettings {
    require("rise", rise, 0, LARGEST_SHIFT);
    require("fall", fall, 0, LARGEST_SHIFT);
    require("share", share, 0, WHOLE);
  }

  // These are written out, as Java makes the code of a record's own when it is first called.
  @Override
  public boolean equals(Object other) {
    return other instanceof BackgroundSettings that
        && rise == that.rise
        && fall == that.fall
        && share == that.share;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rise + fall) + share;
  }

  @Override
  public String toString() {
    return "BackgroundSettings[rise=" + rise + ", fall=" + fall + ", share=" + share + ']';
  }

  /** Whether anything is taken away. */
  boolean takes() {
    return share > 0;
  }

  /** For people. */
  public String text() {
    return share
        + "/"
        + WHOLE
        + " of the background taken away (rise "
        + rise
        + ", fall "
        + fall
        + ")";
  }

  private static void require(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new SettingException(name, value, low + " to " + high);
    }
  }
}
