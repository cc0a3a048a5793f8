package org.keyspike.datasets.features;

import java.util.Arrays;

/**
 * Clips that are computed together, padded at the end to the longest of them. The arrays are
 * shared, not copied.
 *
 * @param size clips, B
 * @param frames frames of the longest clip, T
 * @param bands bands of a frame, C
 * @param features (B, T, C), zeros where a clip has ended
 * @param lengths (B), valid frames of each clip, 1 to T
 * @param labels (B) class indices; frame-wise (B, T), −1 where a clip has ended
 * @param frameWise whether there is a label for each frame
 */
public record Batch(
    int size,
    int frames,
    int bands,
    float[] features,
    int[] lengths,
    int[] labels,
    boolean frameWise) {

  /** The label of a frame beyond a clip's end. */
  public static final int PADDING = -1;

  /**
   * @throws IllegalArgumentException if sizes do not fit one another, a length is out of range, or
   *     a label is negative where the clip goes on or not −1 where it has ended
   */
  public Batch {
    if (size < 1 || frames < 1 || bands < 1) {
      throw new IllegalArgumentException(
          "batch of (" + size + ", " + frames + ", " + bands + "), expected 1 or more of each");
    }
    checkLength("features", features.length, (long) size * frames * bands);
    checkLength("lengths", lengths.length, size);
    checkLength("labels", labels.length, frameWise ? (long) size * frames : size);
    for (int b = 0; b < size; b++) {
      if (lengths[b] < 1 || lengths[b] > frames) {
        throw new IllegalArgumentException(
            "lengths[" + b + "]: found " + lengths[b] + ", expected 1 to " + frames);
      }
    }
    for (int i = 0; i < labels.length; i++) {
      boolean padding = frameWise && i % frames >= lengths[i / frames];
      if (padding ? labels[i] != PADDING : labels[i] < 0) {
        throw new IllegalArgumentException(
            "labels["
                + i
                + "]: found "
                + labels[i]
                + (padding ? ", expected −1" : ", expected 0 or more"));
      }
    }
  }

  private static void checkLength(String name, int found, long expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          name + ": found " + found + " values, expected " + expected);
    }
  }

  /** Valid frames of all clips together. */
  public int validFrames() {
    return Arrays.stream(lengths).sum();
  }

  @Override
  public String toString() {
    return "Batch[" + size + ", " + frames + ", " + bands + (frameWise ? ", frame-wise]" : "]");
  }
}
