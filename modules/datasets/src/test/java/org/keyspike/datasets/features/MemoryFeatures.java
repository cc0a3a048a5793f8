package org.keyspike.datasets.features;

/** Features in memory: the value of frame t and band c of clip i is 1000·i + 10·t + c + 1. */
record MemoryFeatures(int[] lengths, int bands, boolean frameWise) implements LabelledFeatures {
  @Override
  public int size() {
    return lengths.length;
  }

  @Override
  public int frames(int clip) {
    return lengths[clip];
  }

  @Override
  public int maxFrames() {
    int max = 0;
    for (int length : lengths) {
      max = Math.max(max, length);
    }
    return max;
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    for (int t = 0; t < lengths[clip]; t++) {
      for (int c = 0; c < bands; c++) {
        destination[offset + t * bands + c] = value(clip, t, c);
      }
    }
  }

  static float value(int clip, int frame, int band) {
    return 1_000 * clip + 10 * frame + band + 1;
  }

  @Override
  public int[] labels(int clip) {
    int[] labels = new int[frameWise ? lengths[clip] : 1];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = clip + i;
    }
    return labels;
  }

  @Override
  public String name(int clip) {
    return "clip" + clip;
  }
}
