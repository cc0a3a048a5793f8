package org.keyspike.audio;

/**
 * The background of every band, which {@link IntegerLogMel} takes away: M in Q18, 0 to 2²³. With f
 * in Q10 from 0 to 2¹⁵ − 1, f &lt;&lt; 8 is below 2²³, and M moves towards it by no more than the
 * distance: upwards the shift rounds the step down, downwards it rounds it up in size but not past
 * the goal. So M stays between the smallest and the largest f &lt;&lt; 8 for ever. A background
 * that is louder than M by less than 2^rise units is not followed any further; a quieter one is
 * reached. Not safe for threads.
 */
final class Background {
  private final BackgroundSettings settings;
  private final int[] estimate;
  private boolean started;

  Background(BackgroundSettings settings, int bands) {
    this.settings = settings;
    estimate = new int[bands];
  }

  /**
   * Follows a frame and takes the background from it.
   *
   * @param fine (C), Q10, 0 to 2¹⁵ − 1
   */
  void takeFrom(int[] fine) {
    int rise = settings.rise();
    int fall = settings.fall();
    int share = settings.share();
    for (int band = 0; band < estimate.length; band++) {
      int loud = fine[band] << 8;
      int distance = loud - estimate[band];
      int moved =
          started ? estimate[band] + (distance > 0 ? distance >> rise : distance >> fall) : loud;
      estimate[band] = moved;
      fine[band] = Math.max(0, fine[band] - (share * (moved >> 8) >> 8));
    }
    started = true;
  }

  /** The next frame is the first of a new signal. */
  void restart() {
    started = false;
  }

  /** M of a band, Q18. */
  int estimate(int band) {
    return estimate[band];
  }

  /** The state that a long stream could have come to. */
  void set(int band, int value) {
    estimate[band] = value;
    started = true;
  }
}
