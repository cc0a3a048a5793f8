package org.keyspike.experiment.sweep;

import java.util.List;
import java.util.Optional;
import org.keyspike.pipeline.results.Results;

/**
 * The score of one run on one part.
 *
 * @param accuracy correct / count
 * @param correct right answers
 * @param count answers
 * @param interval lower and upper end of the accuracy's 95 % interval
 * @param bytes size, where it has one, as in {@link Results.Row}
 * @param weights of all matrices
 * @param nonZeroWeights of them
 * @param encoderRate mean of the encoder's spikes; empty without any
 * @param rates mean of each layer's spikes
 * @param phoneErrorRate errors of the phones decoded by phones said; empty where none are
 */
public record RunScore(
    double accuracy,
    int correct,
    int count,
    List<Double> interval,
    Optional<Long> bytes,
    long weights,
    long nonZeroWeights,
    Optional<Double> encoderRate,
    List<Double> rates,
    Optional<Double> phoneErrorRate) {

  static RunScore of(Results.Row row) {
    return new RunScore(
        row.score().accuracy(),
        row.score().correct(),
        row.score().count(),
        row.score().interval(),
        row.bytes(),
        row.weightCount().all(),
        row.weightCount().nonZero(),
        row.encoderRate(),
        row.rates(),
        row.phones().phoneErrorRate());
  }
}
