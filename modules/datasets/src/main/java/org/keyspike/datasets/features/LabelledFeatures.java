package org.keyspike.datasets.features;

import java.util.Optional;
import org.keyspike.datasets.Utterance;

/**
 * Features of one part of a data set with their labels, in the order of the data set. Safe to read
 * from several threads.
 */
public interface LabelledFeatures {
  /** Number of clips. */
  int size();

  /** Bands of a frame, C. */
  int bands();

  /** Whether a clip has a label for each frame, rather than one. */
  boolean frameWise();

  /** Frames of a clip, T. */
  int frames(int clip);

  /** Frames of the longest clip; 0 if there is none. */
  int maxFrames();

  /**
   * Copies a clip's features.
   *
   * @param destination receives (T, C) row by row
   * @param offset where in it
   * @throws IndexOutOfBoundsException if there is no such clip or not enough room
   */
  void read(int clip, float[] destination, int offset);

  /** Class indices of a clip: (1), or (T) frame-wise. */
  int[] labels(int clip);

  /** A clip's name in the data set. */
  String name(int clip);

  /** Who speaks in a clip, as {@link Utterance#speaker}; empty where nothing says so. */
  default Optional<String> speaker(int clip) {
    return Optional.empty();
  }

  /** Phones said in a clip, as {@link Utterance#transcript}; none where no phones are marked. */
  default int[] transcript(int clip) {
    return new int[0];
  }
}
