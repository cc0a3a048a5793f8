package org.keyspike.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.InputException;
import picocli.CommandLine.Option;

/** The options that take the place of a network's own detector settings. */
class DetectorOverrides {
  private static final double LONGEST = 3_600;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description =
          "Detect a word when its posterior, averaged over --smoothing answers, reaches P, whatever the"
              + " word; default: what the image says, 0.8 of a checkpoint.")
  private Double threshold;

  @Option(
      names = "--smoothing",
      paramLabel = "N",
      description =
          "Average posteriors over the last N answers, of which there are ten a second; default: what"
              + " the image says, 5 of a checkpoint.")
  private Integer smoothing;

  @Option(
      names = "--refractory",
      paramLabel = "SECONDS",
      description =
          "After a detection, detect nothing for so long; default: what the image says, 1 of a"
              + " checkpoint.")
  private Double refractory;

  /** The settings to work with: those given, the network's own in place of the others. */
  IntegerDetectorSettings over(IntegerDetectorSettings own) throws InputException {
    return new IntegerDetectorSettings(
        smoothing(own), refractoryFrames(own), new IntegerVector(thresholds(own)));
  }

  /** What was given, by the names of the options without their dashes. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    if (threshold != null) {
      given.add("threshold");
    }
    if (smoothing != null) {
      given.add("smoothing");
    }
    if (refractory != null) {
      given.add("refractory");
    }
    return given;
  }

  private int smoothing(IntegerDetectorSettings own) throws InputException {
    if (smoothing == null) {
      return own.smoothing();
    }
    if (smoothing < 1 || smoothing > IntegerDetectorSettings.MOST_ANSWERS) {
      throw new InputException(
          "--smoothing",
          String.valueOf(smoothing),
          "1 to " + IntegerDetectorSettings.MOST_ANSWERS + " answers");
    }
    return smoothing;
  }

  private int refractoryFrames(IntegerDetectorSettings own) throws InputException {
    if (refractory == null) {
      return own.refractoryFrames();
    }
    if (!(refractory >= 0 && refractory <= LONGEST)) {
      throw new InputException("--refractory", String.valueOf(refractory), "0 to 3600 seconds");
    }
    return (int) Math.round(refractory * FrontEndSettings.FRAME_RATE);
  }

  /** Classes that are never detected stay so. */
  private int[] thresholds(IntegerDetectorSettings own) throws InputException {
    if (threshold == null) {
      return own.thresholds().values();
    }
    if (!(threshold > 0 && threshold <= 1)) {
      throw new InputException("--threshold", String.valueOf(threshold), "above 0, at most 1");
    }
    // Rounded down, and never to 0, which means never.
    int common = Math.max(1, (int) (threshold * IntegerDetectorSettings.ONE));
    return IntStream.of(own.thresholds().values()).map(one -> one == 0 ? 0 : common).toArray();
  }
}
