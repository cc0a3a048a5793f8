package org.keyspike.audio;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Varies a clip's features for training: a shift in time, then masks over frames and over bands
 * (SpecAugment, Park et al., Interspeech 2019, without its time warping). Zeros are filled in: 0 is
 * the feature of silence.
 */
public final class FeatureAugmentation {
  private final AugmentationSettings settings;

  public FeatureAugmentation(AugmentationSettings settings) {
    this.settings = settings;
  }

  /**
   * Varies one clip in place. The shift is uniform in [−shiftFrames, shiftFrames], later in time if
   * positive; a mask's width is uniform from 0 to its largest (or to the clip's size), its place
   * uniform among those where it fits. The same random state gives the same result.
   *
   * @param features holds the clip, (T, C) row by row
   * @param offset index of the clip's first value
   * @param frames T
   * @param bands C
   * @throws IndexOutOfBoundsException if the clip lies outside the array
   */
  public void apply(float[] features, int offset, int frames, int bands, SplittableRandom random) {
    Objects.checkFromIndexSize(offset, Math.multiplyExact(frames, bands), features.length);
    if (settings.shiftFrames() > 0) {
      int reach = settings.shiftFrames();
      shift(features, offset, frames, bands, random.nextInt(-reach, reach + 1));
    }
    for (int i = 0; i < settings.timeMasks(); i++) {
      int width = random.nextInt(Math.min(settings.timeMaskFrames(), frames) + 1);
      int first = offset + random.nextInt(frames - width + 1) * bands;
      Arrays.fill(features, first, first + width * bands, 0);
    }
    for (int i = 0; i < settings.bandMasks(); i++) {
      int width = random.nextInt(Math.min(settings.bandMaskBands(), bands) + 1);
      int first = offset + random.nextInt(bands - width + 1);
      for (int t = 0; t < frames; t++) {
        Arrays.fill(features, first + t * bands, first + t * bands + width, 0);
      }
    }
  }

  private static void shift(float[] features, int offset, int frames, int bands, int by) {
    int gone = Math.min(Math.abs(by), frames) * bands;
    int end = offset + frames * bands;
    int kept = end - offset - gone;
    if (by >= 0) {
      System.arraycopy(features, offset, features, offset + gone, kept);
      Arrays.fill(features, offset, offset + gone, 0);
    } else {
      System.arraycopy(features, offset + gone, features, offset, kept);
      Arrays.fill(features, end - gone, end, 0);
    }
  }
}
