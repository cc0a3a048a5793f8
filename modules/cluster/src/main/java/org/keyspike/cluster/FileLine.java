package org.keyspike.cluster;

import java.util.List;

/**
 * What is known of a file that was gone through: a row of the manifest.
 *
 * @param file below the folder
 * @param bytes of it
 * @param modified when, ms since 1970
 * @param sha256 of its bytes; empty if they could not be read
 * @param hours of sound
 * @param frames of features, or 0 where none are kept
 * @param error why it is broken, in one line; empty if it is sound
 * @param leftOut whether it was not used, as a keyword is said in it
 * @param detections in it, by time
 */
record FileLine(
    String file,
    long bytes,
    long modified,
    String sha256,
    double hours,
    long frames,
    String error,
    boolean leftOut,
    List<Heard> detections) {

  /**
   * A detection.
   *
   * @param word that was detected
   * @param seconds when, from the beginning of the file
   * @param score smoothed posterior, 0 to 1
   * @param threshold that it reached
   */
  record Heard(String word, double seconds, double score, double threshold) {}

  /** Which version of which file. */
  SoundFile version() {
    return new SoundFile(file, bytes, modified);
  }

  static FileLine of(SoundFile file, String sha256, double hours, long frames, List<Heard> heard) {
    return new FileLine(
        file.name(), file.bytes(), file.modified(), sha256, hours, frames, "", false, heard);
  }

  static FileLine broken(SoundFile file, String error) {
    return new FileLine(
        file.name(), file.bytes(), file.modified(), "", 0, 0, error, false, List.of());
  }

  static FileLine leftOut(SoundFile file) {
    return new FileLine(file.name(), file.bytes(), file.modified(), "", 0, 0, "", true, List.of());
  }
}
