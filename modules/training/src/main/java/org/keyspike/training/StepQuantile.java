package org.keyspike.training;

import java.util.Arrays;
import org.keyspike.datasets.features.LabelledFeatures;

/** The value that δ¹ starts from: a quantile of |x_t − x_{t−1}| over the training part. */
public final class StepQuantile {
  /** Clips looked at, evenly spread; more do not move the quantile. */
  private static final int CLIPS = 400;

  private StepQuantile() {}

  /** The quantile, at least 1/16, the unit of the integer grid. */
  public static double of(LabelledFeatures features, double quantile) {
    int stride = Math.max(1, features.size() / CLIPS);
    int bands = features.bands();
    float[] clip = new float[features.maxFrames() * bands];
    float[] changes = new float[0];
    int count = 0;
    for (int i = 0; i < features.size(); i += stride) {
      features.read(i, clip, 0);
      int values = features.frames(i) * bands;
      if (count + values > changes.length) {
        changes = Arrays.copyOf(changes, 2 * (count + values));
      }
      for (int j = bands; j < values; j++) {
        changes[count++] = Math.abs(clip[j] - clip[j - bands]);
      }
    }
    Arrays.sort(changes, 0, count);
    return Math.max(1 / 16.0, count == 0 ? 0 : changes[(int) (quantile * (count - 1))]);
  }
}
