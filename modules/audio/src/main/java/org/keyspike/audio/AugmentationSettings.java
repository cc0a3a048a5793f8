package org.keyspike.audio;

import org.keyspike.io.SettingException;

/**
 * The settings by which the features of training clips are varied.
 *
 * @param shiftFrames largest shift in time, either way, frames
 * @param timeMasks masks over frames
 * @param timeMaskFrames largest width of such a mask, frames
 * @param bandMasks masks over bands
 * @param bandMaskBands largest width of such a mask, bands
 */
public record AugmentationSettings(
    int shiftFrames, int timeMasks, int timeMaskFrames, int bandMasks, int bandMaskBands) {

  /** Leaves clips as they are. */
  public static final AugmentationSettings NONE = new AugmentationSettings(0, 0, 0, 0, 0);

  private static final int MOST = 1 << 20;

  /**
   * @throws SettingException if a value is negative or absurdly large
   */
  public AugmentationSettings {
    check("shiftFrames", shiftFrames);
    check("timeMasks", timeMasks);
    check("timeMaskFrames", timeMaskFrames);
    check("bandMasks", bandMasks);
    check("bandMaskBands", bandMaskBands);
  }

  private static void check(String name, int value) {
    if (value < 0 || value > MOST) {
      throw new SettingException(name, value, "0 to " + MOST);
    }
  }
}
