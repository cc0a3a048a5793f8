package org.keyspike.training.made;

import java.util.SplittableRandom;
import org.keyspike.datasets.features.LabelledFeatures;

/** Features of a task that can be learned: each class has its own loud band. */
public record MadeFeatures(int size, int bands, int frames, int classes, long seed)
    implements LabelledFeatures {

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public int frames(int clip) {
    return frames;
  }

  @Override
  public int maxFrames() {
    return frames;
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    SplittableRandom random = new SplittableRandom(seed + clip);
    for (int i = 0; i < frames * bands; i++) {
      boolean loud = i % bands == labels(clip)[0];
      destination[offset + i] = (float) random.nextDouble(loud ? 4 : 1);
    }
  }

  @Override
  public int[] labels(int clip) {
    return new int[] {clip % classes};
  }

  @Override
  public String name(int clip) {
    return "made/" + clip;
  }
}
