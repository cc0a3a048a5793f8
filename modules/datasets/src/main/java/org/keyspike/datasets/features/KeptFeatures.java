package org.keyspike.datasets.features;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Features of varied clips that other epochs ask for again. Of each clip the latest are kept, in
 * memory, 4 bytes a feature: 16 kB a clip of a second with 40 bands. Clips that would go beyond the
 * room that there is are not kept, which costs time and changes nothing else. Safe for threads.
 */
final class KeptFeatures {
  /** Nothing is kept. */
  static final KeptFeatures NONE = new KeptFeatures(0);

  private final AtomicReferenceArray<Kept> clips;

  /**
   * @param since epoch in which they were computed
   */
  private record Kept(int since, float[] features) {}

  private KeptFeatures(int count) {
    clips = new AtomicReferenceArray<>(count);
  }

  /**
   * Room for the first clips of a part, as many as fit.
   *
   * @param bytes at most
   */
  static KeptFeatures within(long bytes, LabelledFeatures part) {
    long room = bytes / Float.BYTES;
    int count = 0;
    while (count < part.size()) {
      room -= (long) part.frames(count) * part.bands();
      if (room < 0) {
        break;
      }
      count++;
    }
    return new KeptFeatures(count);
  }

  /** Clips that there is room for. */
  int room() {
    return clips.length();
  }

  /** Copies a clip's features if they are there; tells whether they were. */
  boolean read(int clip, int since, float[] destination, int offset) {
    Kept kept = clip < clips.length() ? clips.get(clip) : null;
    if (kept == null || kept.since() != since) {
      return false;
    }
    System.arraycopy(kept.features(), 0, destination, offset, kept.features().length);
    return true;
  }

  /** Keeps a clip's features, which nobody writes to from then on. */
  void keep(int clip, int since, float[] features) {
    if (clip < clips.length()) {
      clips.set(clip, new Kept(since, features));
    }
  }
}
