package org.keyspike.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The clips of a linear probe, by their fixed features.
 *
 * @param inputs D, at least 1
 * @param values (n, D)
 * @param labels (n) class indices
 * @param speakers (n) who speaks in each; empty where nothing says so
 */
public record ProbeClips(
    int inputs, float[] values, int[] labels, List<Optional<String>> speakers) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if they do not fit, or there are no clips
   */
  public ProbeClips {
    if (inputs < 1 || labels.length < 1 || values.length != (long) inputs * labels.length) {
      throw new IllegalArgumentException(
          "probe: found "
              + values.length
              + " values for "
              + labels.length
              + " clips of "
              + inputs
              + " inputs, expected one for each and at least one clip");
    }
    speakers = List.copyOf(speakers);
    if (speakers.size() != labels.length) {
      throw new IllegalArgumentException(
          "probe: found " + speakers.size() + " speakers for " + labels.length + " clips");
    }
  }

  /** Clips of which nobody knows who speaks. */
  public ProbeClips(int inputs, float[] values, int[] labels) {
    this(inputs, values, labels, Collections.nCopies(labels.length, Optional.empty()));
  }

  /** n. */
  public int size() {
    return labels.length;
  }
}
