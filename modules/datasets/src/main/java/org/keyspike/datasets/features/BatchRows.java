package org.keyspike.datasets.features;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.keyspike.audio.FeatureAugmentation;

/** A batch whose features are still to be filled in, row by row, each row from any thread. */
final class BatchRows {
  private final LabelledFeatures features;
  private final int[] clips;
  private final Batch batch;

  BatchRows(LabelledFeatures features, int[] clips) {
    this.features = features;
    this.clips = clips;
    int frames = Arrays.stream(clips).map(features::frames).max().orElse(0);
    float[] values = new float[Math.multiplyExact(clips.length, frames * features.bands())];
    int[] lengths = Arrays.stream(clips).map(features::frames).toArray();
    int labelsEach = features.frameWise() ? frames : 1;
    int[] labels = new int[clips.length * labelsEach];
    Arrays.fill(labels, Batch.PADDING);
    for (int row = 0; row < clips.length; row++) {
      int[] own = features.labels(clips[row]);
      System.arraycopy(own, 0, labels, row * labelsEach, own.length);
    }
    batch =
        new Batch(
            clips.length, frames, features.bands(), values, lengths, labels, features.frameWise());
  }

  int size() {
    return clips.length;
  }

  /** The clip of a row. */
  int clip(int row) {
    return clips[row];
  }

  /** Fills a row in. */
  void read(int row) {
    features.read(clips[row], batch.features(), offset(row));
  }

  /** Varies a row that was filled in. */
  void vary(int row, FeatureAugmentation augmentation, SplittableRandom random) {
    augmentation.apply(batch.features(), offset(row), batch.lengths()[row], batch.bands(), random);
  }

  private int offset(int row) {
    return row * batch.frames() * batch.bands();
  }

  /** The batch, once all rows are there. */
  Batch batch() {
    return batch;
  }
}
