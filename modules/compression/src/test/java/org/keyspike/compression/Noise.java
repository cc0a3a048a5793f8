package org.keyspike.compression;

import java.util.SplittableRandom;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Batches;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.datasets.features.LabelledFeatures;

/** Four clips of noise, of three classes. */
record Noise(int bands, int maxFrames) implements LabelledFeatures, Epochs {
  @Override
  public int size() {
    return 4;
  }

  @Override
  public int clips() {
    return size();
  }

  @Override
  public int batches() {
    return 2;
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    return Batches.inOrder(this, 2);
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public int frames(int clip) {
    return maxFrames;
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    SplittableRandom random = new SplittableRandom(clip);
    for (int i = 0; i < maxFrames * bands; i++) {
      destination[offset + i] = (float) random.nextDouble(3);
    }
  }

  @Override
  public int[] labels(int clip) {
    return new int[] {clip % 3};
  }

  @Override
  public String name(int clip) {
    return "noise/" + clip;
  }
}
