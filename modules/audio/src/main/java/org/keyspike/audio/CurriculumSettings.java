package org.keyspike.audio;

import org.keyspike.io.SettingException;

/**
 * The way from clean to loud over the epochs of a training. With e the epoch, from 0, its strength
 * is
 *
 * <pre>
 *   s = min(1, start + (1 − start)·e / epochs), and 1 where epochs is 0
 * </pre>
 *
 * Rooms, noise, recorded and made, and microphones come with s times their probability; the low end
 * of a signal-to-noise ratio lies at high − s·(high − low). It depends on the epoch alone, so an
 * interrupted training goes on as if it had not been. Fine-tuning is at full strength.
 *
 * @param epochs until all is as the ranges say, 0 (at once) to 100,000
 * @param start strength in the first epoch, 0 to 1
 */
public record CurriculumSettings(int epochs, double start) {

  /** All is as the ranges say from the first epoch on. */
  public static final CurriculumSettings NONE = new CurriculumSettings(0, 0);

  private static final int MOST = 100_000;

  /**
   * @throws SettingException if a value is out of range
   */
  public CurriculumSettings {
    if (epochs < 0 || epochs > MOST) {
      throw new SettingException("epochs", epochs, "0 to " + MOST);
    }
    if (!(start >= 0 && start <= 1)) {
      throw new SettingException("start", start, "0 to 1");
    }
  }

  /** The strength in an epoch, counted from 0: 0 to 1. */
  public double strength(int epoch) {
    return epoch >= epochs ? 1 : start + (1 - start) * epoch / epochs;
  }
}
