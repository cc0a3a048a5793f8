package org.keyspike.audio;

/** A front end: the features of a clip of sound. Not safe for threads: make one for each. */
public sealed interface FrontEnd permits LogMel, IntegerLogMel {

  /** The front end that settings describe. */
  static FrontEnd of(FrontEndSettings settings) {
    return settings.kind() == FrontEndKind.INTEGER
        ? new IntegerLogMel(settings)
        : new LogMel(settings);
  }

  /** Bands of a frame, C. */
  int bands();

  /**
   * The features of a whole clip.
   *
   * @param samples (n), 16 kHz, in [−1, 1)
   * @return (T, C), row by row; T = {@link LogMel#frames}
   */
  float[] features(float[] samples);
}
