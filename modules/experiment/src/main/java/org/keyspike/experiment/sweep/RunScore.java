package org.keyspike.experiment.sweep;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ScoredAccuracy;

/**
 * The score of one run on one part.
 *
 * @param score its accuracy
 * @param bytes size, where it has one, as in {@link Results.Row}
 * @param weights of all matrices
 * @param nonZeroWeights of them
 * @param encoderRate mean of the encoder's spikes; empty without any
 * @param rates mean of each layer's spikes
 * @param phoneErrorRate errors of the phones decoded by phones said; empty where none are
 */
public record RunScore(
    @JsonUnwrapped ScoredAccuracy score,
    Optional<Long> bytes,
    long weights,
    long nonZeroWeights,
    Optional<Double> encoderRate,
    List<Double> rates,
    Optional<Double> phoneErrorRate) {

  static RunScore of(Results.Row row) {
    return new RunScore(
        row.score(),
        row.bytes(),
        row.weightCount().all(),
        row.weightCount().nonZero(),
        row.encoderRate(),
        row.rates(),
        row.phones().phoneErrorRate());
  }

  /** correct / count. */
  public double accuracy() {
    return score.accuracy();
  }
}
