package org.keyspike.evaluation;

/**
 * The clips of a linear probe, by their fixed features.
 *
 * @param inputs D, at least 1
 * @param values (n, D)
 * @param labels (n) class indices
 */
public record ProbeClips(int inputs, float[] values, int[] labels) {
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
  }

  /** n. */
  public int size() {
    return labels.length;
  }
}
