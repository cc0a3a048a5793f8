package org.keyspike.pipeline.detection;

/**
 * The agreement of the integer detector with the one in real numbers, on the same answers.
 *
 * @param detections of the integer detector
 * @param different answers at which one of the two detects something that the other does not
 * @param ties those of them at which the smoothed score in real numbers is within 2⁻¹⁴ of the
 *     threshold or of the second class, or that follow from such an answer: in the refractory time
 *     that one of the two is in and the other not
 */
public record DetectorParity(long detections, long different, long ties) {
  /** Nothing heard. */
  public static final DetectorParity NONE = new DetectorParity(0, 0, 0);

  /** Of two parts of what was heard. */
  public DetectorParity plus(DetectorParity other) {
    return new DetectorParity(
        detections + other.detections, different + other.different, ties + other.ties);
  }

  /** Differences that are no ties, of which there should be none. */
  public long unexplained() {
    return different - ties;
  }

  /** For people. */
  public String text() {
    return "integer and float detector: "
        + detections
        + (detections == 1 ? " detection" : " detections")
        + ", the same but for "
        + ties
        + (ties == 1 ? " tie" : " ties")
        + (unexplained() == 0 ? "" : " and " + unexplained() + " OTHER DIFFERENCES");
  }
}
