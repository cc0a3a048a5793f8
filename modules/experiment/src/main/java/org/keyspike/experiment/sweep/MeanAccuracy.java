package org.keyspike.experiment.sweep;

import java.util.List;
import java.util.Locale;
import org.keyspike.evaluation.Spread;

/**
 * An accuracy over runs that differ in their seed.
 *
 * @param runs how many
 * @param mean of them
 * @param deviation their standard deviation, with n−1; null of one run
 * @param interval the one run's 95 % interval; null of several
 */
public record MeanAccuracy(int runs, double mean, Double deviation, List<Double> interval) {

  /** The mean of some runs, or null of none. */
  static MeanAccuracy of(List<RunScore> runs) {
    if (runs.isEmpty()) {
      return null;
    }
    Spread spread = Spread.of(runs.stream().mapToDouble(RunScore::accuracy).toArray());
    return runs.size() == 1
        ? new MeanAccuracy(1, spread.mean(), null, runs.get(0).interval())
        : new MeanAccuracy(spread.count(), spread.mean(), spread.deviation(), null);
  }

  /** For people. */
  String text() {
    return deviation == null
        ? String.format(Locale.ROOT, "%.4f (%.4f–%.4f)", mean, interval.get(0), interval.get(1))
        : String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation);
  }
}
