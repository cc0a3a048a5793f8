package org.keyspike.experiment.sweep;

import java.util.List;
import org.keyspike.pipeline.results.Results;

/**
 * What one run scored on one part.
 *
 * @param accuracy correct / count
 * @param correct right answers
 * @param count answers
 * @param interval lower and upper end of the accuracy's 95 % interval
 * @param bytes size, as in {@link Results.Row}
 * @param weights of all matrices
 * @param nonZeroWeights of them
 * @param encoderRate mean of the encoder's spikes, or null without any
 * @param rates mean of each layer's spikes
 * @param phoneErrorRate errors of the phones decoded by phones said, or null where none are
 */
public record RunScore(
    double accuracy,
    int correct,
    int count,
    List<Double> interval,
    Long bytes,
    long weights,
    long nonZeroWeights,
    Double encoderRate,
    List<Double> rates,
    Double phoneErrorRate) {

  static RunScore of(Results.Row row) {
    return new RunScore(
        row.accuracy(),
        row.correct(),
        row.count(),
        row.interval(),
        row.bytes(),
        row.weights(),
        row.nonZeroWeights(),
        row.encoderRate(),
        row.rates(),
        row.phoneErrorRate());
  }
}
