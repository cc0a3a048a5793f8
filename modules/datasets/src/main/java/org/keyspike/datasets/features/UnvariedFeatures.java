package org.keyspike.datasets.features;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The stored features of clips, for epochs in which a clip is left as it is. They are those of its
 * sound in 16 bits unless its file holds more; so the first time they are compared, and read from
 * then on where they are equal. Safe for threads.
 */
final class UnvariedFeatures {
  private static final int EQUAL = 1;
  private static final int OTHER = 2;

  private final LabelledFeatures stored;
  private final AtomicIntegerArray known;

  UnvariedFeatures(LabelledFeatures stored) {
    this.stored = stored;
    known = new AtomicIntegerArray(stored.size());
  }

  /** Copies a clip's features if they are known to be right; tells whether they were. */
  boolean read(int clip, float[] destination, int offset) {
    if (known.get(clip) != EQUAL) {
      return false;
    }
    stored.read(clip, destination, offset);
    return true;
  }

  /** Looks whether the stored features are those that were computed. */
  void compare(int clip, float[] computed) {
    if (known.get(clip) == 0) {
      float[] own = new float[stored.frames(clip) * stored.bands()];
      stored.read(clip, own, 0);
      known.set(clip, Arrays.equals(own, computed) ? EQUAL : OTHER);
    }
  }
}
