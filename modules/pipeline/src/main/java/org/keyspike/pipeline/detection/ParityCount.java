package org.keyspike.pipeline.detection;

import java.util.Arrays;
import org.keyspike.evaluation.ClassThresholds;
import org.keyspike.evaluation.Detector;
import org.keyspike.integer.IntegerDetectorSettings;

/** Counts where the detector in real numbers differs from the integer one. One stream's own. */
final class ParityCount {
  /** What rounding can move a smoothed posterior by, and no more. */
  static final double TIE = 0x1p-14;

  private final ClassThresholds thresholds;
  private final Detector real;
  private DetectorParity parity = DetectorParity.NONE;
  private long apartUntil = Long.MIN_VALUE;

  ParityCount(IntegerDetectorSettings settings) {
    thresholds = Q15.real(settings);
    real = new Detector(settings.smoothing(), thresholds);
  }

  /**
   * Takes an answer.
   *
   * @param millis its time, ms, rising
   * @param logits (K) in the float network's unit
   * @param detected whether the integer detector detects something
   * @param label what
   */
  void accept(long millis, double[] logits, boolean detected, int label) {
    boolean other = real.accept(millis, softmax(logits));
    boolean same = detected == other && (!detected || label == real.label());
    boolean tie = !same && (tie() || millis < apartUntil);
    if (tie) {
      apartUntil = millis + thresholds.refractoryMillis();
    }
    parity = parity.plus(new DetectorParity(detected ? 1 : 0, same ? 0 : 1, tie ? 1 : 0));
  }

  private boolean tie() {
    return Math.abs(real.score() - thresholds.of(real.label())) <= TIE || real.margin() <= TIE;
  }

  private static double[] softmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double[] powers = Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  DetectorParity parity() {
    return parity;
  }
}
