package org.keyspike.verification;

import java.util.stream.IntStream;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.integer.IntegerDetector;

/** What a detector that runs on says of an answer, ready to be compared. */
final class Decisions {
  private final IntegerDetector detector;
  private long last;

  Decisions(IntegerDetector detector) {
    this.detector = detector;
  }

  /** The next answer of a stream, at a frame since its start. */
  DetectorAnswer next(long frame, int[] logits) {
    boolean detected = detector.accept((int) (frame - last), logits);
    last = frame;
    return new DetectorAnswer(
        frame,
        logits,
        IntStream.range(0, logits.length).map(detector::posterior).toArray(),
        detector.label(),
        detector.score(),
        detected);
  }

  /** The first answer of a stream. */
  DetectorAnswer first(long frame, int[] logits) {
    detector.reset();
    last = 0;
    return next(frame, logits);
  }
}
