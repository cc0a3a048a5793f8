package org.keyspike.cli;

import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.hardware.DetectorDefaults;
import org.keyspike.io.InputException;
import picocli.CommandLine.Option;

/** The options of the detector of a trial: when a keyword counts as detected. */
class DetectorOptions {
  private static final int MILLIS = 1_000;
  private static final double LONGEST = 3_600;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description =
          "Detect a word when its posterior, averaged over --smoothing answers, reaches P; default:"
              + " 0.8.")
  private double threshold = 0.8;

  @Option(
      names = "--smoothing",
      paramLabel = "N",
      description =
          "Average posteriors over the last N answers, of which there are ten a second; default: 5.")
  private int smoothing = DetectorDefaults.SMOOTHING;

  @Option(
      names = "--refractory",
      paramLabel = "SECONDS",
      description = "After a detection, detect nothing for so long; default: 1.")
  private double refractory = 1;

  DetectorSettings settings() throws InputException {
    if (!(refractory >= 0 && refractory <= LONGEST)) {
      throw new InputException("--refractory", String.valueOf(refractory), "0 to 3600 seconds");
    }
    try {
      return new DetectorSettings(threshold, smoothing, (int) Math.round(refractory * MILLIS));
    } catch (IllegalArgumentException e) {
      throw new InputException("detector", e);
    }
  }
}
