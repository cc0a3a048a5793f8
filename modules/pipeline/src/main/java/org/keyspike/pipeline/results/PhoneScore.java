package org.keyspike.pipeline.results;

import java.util.Optional;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.verification.Score;

/**
 * The errors of decoded phones, empty where no phones are decoded, as JSON files hold them.
 *
 * @param phoneErrorRate substitutions, deletions and insertions by phones said
 * @param phoneErrors how many there are of each kind
 */
public record PhoneScore(Optional<Double> phoneErrorRate, Optional<PhoneErrors> phoneErrors) {
  /** Where no phones are decoded. */
  public static final PhoneScore NONE = new PhoneScore(Optional.empty(), Optional.empty());

  /** The errors of all answers. */
  public static PhoneScore of(Score score) {
    return new PhoneScore(score.phoneErrors().map(PhoneErrors::rate), score.phoneErrors());
  }
}
