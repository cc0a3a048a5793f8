package org.keyspike.datasets.features;

import java.util.Arrays;
import org.keyspike.io.SettingException;

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
   * @throws SettingException if sizes do not fit one another, a length is out of range, or a label
   *     is negative where the clip goes on or not −1 where it has ended
   */
  public Batch {
    if (size < 1 || frames < 1 || bands < 1) {
      throw new SettingException(
          "batch", "(" + size + ", " + frames + ", " + bands + ")", "1 or more of each");
    }
    checkLength("features", features.length, (long) size * frames * bands);
    checkLength("lengths", lengths.length, size);
    checkLength("labels", labels.length, frameWise ? (long) size * frames : size);
    for (int b = 0; b < size; b++) {
      if (lengths[b] < 1 || lengths[b] > frames) {
        throw new SettingException("lengths[" + b + "]", lengths[b], "1 to " + frames);
      }
    }
    for (int i = 0; i < labels.length; i++) {
      boolean padding = frameWise && i % frames >= lengths[i / frames];
      if (padding ? labels[i] != PADDING : labels[i] < 0) {
        throw new SettingException("labels[" + i + "]", labels[i], padding ? "−1" : "0 or more");
      }
    }
  }

  private static void checkLength(String name, int found, long expected) {
    if (found != expected) {
      throw new SettingException(name, found + " values", String.valueOf(expected));
    }
  }

  /** One of its clips, as a batch without padding. */
  public Batch clip(int index) {
    int length = lengths[index];
    int from = index * frames * bands;
    return new Batch(
        1,
        length,
        bands,
        Arrays.copyOfRange(features, from, from + length * bands),
        new int[] {length},
        frameWise
            ? Arrays.copyOfRange(labels, index * frames, index * frames + length)
            : new int[] {labels[index]},
        frameWise);
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
