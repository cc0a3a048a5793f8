package org.keyspike.experiment.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.Spread;

/**
 * An accuracy over runs that differ in their seed.
 *
 * @param runs how many
 * @param mean of them
 * @param deviation their standard deviation, with n−1; empty of one run
 * @param interval the one run's 95 % interval; empty of several
 */
public record MeanAccuracy(
    int runs, double mean, Optional<Double> deviation, Optional<List<Double>> interval) {

  /** The mean of some runs, if there are any. */
  static Optional<MeanAccuracy> of(List<RunScore> runs) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    Spread spread = Spread.of(runs.stream().mapToDouble(RunScore::accuracy).toArray());
    return Optional.of(
        runs.size() == 1
            ? new MeanAccuracy(
                1, spread.mean(), Optional.empty(), Optional.of(runs.get(0).interval()))
            : new MeanAccuracy(
                spread.count(), spread.mean(), Optional.of(spread.deviation()), Optional.empty()));
  }

  /** For people. */
  String text() {
    String text = String.format(Locale.ROOT, "%.4f", mean);
    return text
        + deviation
            .map(part -> String.format(Locale.ROOT, " ± %.4f", part))
            .or(
                () ->
                    interval.map(
                        ends ->
                            String.format(Locale.ROOT, " (%.4f–%.4f)", ends.get(0), ends.get(1))))
            .orElse("");
  }
}
