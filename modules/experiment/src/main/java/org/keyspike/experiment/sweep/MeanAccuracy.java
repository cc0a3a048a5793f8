package org.keyspike.experiment.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.Spread;

/**
 * An accuracy over runs that differ in their seed.
 *
 * @param runs how many
 * @param mean of them
 * @param deviation their standard deviation, with n−1; empty of one run
 * @param interval the one run's 95 % interval; empty of several
 * @param speakerMean mean over runs of the mean over speakers of each one's accuracy; missing where
 *     a run does not know its speakers
 */
public record MeanAccuracy(
    int runs,
    double mean,
    Optional<Double> deviation,
    Optional<Interval> interval,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> speakerMean) {
  public MeanAccuracy {
    speakerMean = speakerMean == null ? Optional.empty() : speakerMean;
  }

  /** The mean of some runs, if there are any. */
  static Optional<MeanAccuracy> of(List<RunScore> runs) {
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    Spread spread = Spread.of(runs.stream().mapToDouble(RunScore::accuracy).toArray());
    double[] bySpeaker =
        runs.stream()
            .flatMap(run -> run.score().speakerMean().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    Optional<Double> speakerMean =
        bySpeaker.length == runs.size()
            ? Optional.of(Spread.of(bySpeaker).mean())
            : Optional.empty();
    boolean one = runs.size() == 1;
    return Optional.of(
        new MeanAccuracy(
            runs.size(),
            spread.mean(),
            one ? Optional.empty() : Optional.of(spread.deviation()),
            one ? Optional.of(runs.get(0).score().interval()) : Optional.empty(),
            speakerMean));
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
                            String.format(Locale.ROOT, " (%.4f–%.4f)", ends.lower(), ends.upper())))
            .orElse("");
  }
}
