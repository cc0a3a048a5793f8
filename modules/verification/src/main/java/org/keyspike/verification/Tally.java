package org.keyspike.verification;

import java.util.Optional;
import java.util.function.Supplier;
import org.keyspike.hardware.DetectorAnswer;

/** A running comparison: counts numbers, and keeps the first that differs. */
final class Tally {
  private Compared compared = Compared.NONE;
  private long mismatches;
  private String first;

  /**
   * Compares features, frame by frame.
   *
   * @param place of them, such as a clip
   * @param samples that they were made of
   * @param bands numbers of the bands of a frame
   */
  void features(String place, long samples, byte[] found, byte[] expected, int[] bands) {
    for (int i = 0; i < expected.length; i++) {
      if (found[i] != expected[i]) {
        int at = i;
        differ(
            () ->
                "feature of "
                    + place
                    + ", frame "
                    + at / bands.length
                    + ", band "
                    + bands[at % bands.length],
            found[i] & 0xFF,
            expected[i] & 0xFF);
      }
    }
    compared = compared.plus(new Compared(samples, expected.length, 0, 0, 0, 0, 0, 0, 0));
  }

  /** Compares logits, those of all classes. */
  void logits(String place, int[] found, int[] expected) {
    values("logit of " + place, found, expected);
    compared = compared.plus(new Compared(0, 0, 0, 0, 0, 0, expected.length, 0, 0));
  }

  /** Compares what two detectors made of an answer: posteriors, label, score, decision. */
  void detection(String place, DetectorAnswer found, DetectorAnswer expected) {
    values("posterior of " + place, found.posteriors(), expected.posteriors());
    if (found.label() != expected.label()) {
      differ(() -> "label of " + place, found.label(), expected.label());
    }
    if (found.score() != expected.score()) {
      differ(() -> "score of " + place, found.score(), expected.score());
    }
    if (found.detected() != expected.detected()) {
      differ(() -> "detection of " + place, found.detected(), expected.detected());
    }
    compared = compared.plus(new Compared(0, 0, 0, 0, 0, 0, 0, expected.posteriors().length, 1));
  }

  private void values(String what, int[] found, int[] expected) {
    for (int k = 0; k < expected.length; k++) {
      if (found[k] != expected[k]) {
        int number = k;
        differ(() -> what + ", class " + number, found[k], expected[k]);
      }
    }
  }

  /** Notes a number that is not as it should be. */
  void differ(Supplier<String> what, Object found, Object expected) {
    mismatches++;
    if (first == null) {
      first = what.get() + ": found " + found + ", expected " + expected;
    }
  }

  Comparison result() {
    return new Comparison(compared, mismatches, Optional.ofNullable(first));
  }
}
