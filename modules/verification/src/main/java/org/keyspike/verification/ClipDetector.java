package org.keyspike.verification;

import java.util.Optional;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.Trace;

/** The detector on clips, each a stream of its own from the first state; nothing frame-wise. */
final class ClipDetector {
  private final Optional<DetectorDefinition> definition;
  private final Optional<Decisions> decisions;

  ClipDetector(WeightImage image, Device device) {
    if (image.readout() instanceof ReadoutImage.Keyword readout) {
      int fraction = readout.logitFraction();
      definition = Optional.of(new DetectorDefinition(image.detector().orElseThrow(), fraction));
      decisions =
          Optional.of(
              new Decisions(new IntegerDetector(device.detector().orElseThrow(), fraction)));
    } else {
      definition = Optional.empty();
      decisions = Optional.empty();
    }
  }

  /** What is said of a clip by definition. */
  Optional<DetectorAnswer> expected(Trace trace) {
    return definition.map(detector -> detector.first(frame(trace), trace.logits()));
  }

  /** What is said of another trace of the clip, compared with that. */
  Comparison compare(int clip, Optional<DetectorAnswer> expected, Trace trace) {
    Tally tally = new Tally();
    if (expected.isPresent()) {
      DetectorAnswer found = decisions.orElseThrow().first(frame(trace), trace.logits());
      tally.detection("clip " + clip, found, expected.get());
    }
    return tally.result();
  }

  private static long frame(Trace trace) {
    return Math.max(1, trace.frames());
  }
}
