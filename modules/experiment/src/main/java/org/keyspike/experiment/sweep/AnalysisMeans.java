package org.keyspike.experiment.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.keyspike.analysis.AnalysisFindings;
import org.keyspike.analysis.AnalysisFindings.Probe;

/**
 * The findings of analyses of the float networks of some runs, as means over the runs; empty is
 * what does not apply.
 *
 * @param operations synaptic operations a second, of spikes and weights that are not 0
 * @param denseOperations the same if every input were a spike and no weight 0
 * @param probe validation accuracy of a linear probe on the spike counts of the frozen encoder
 * @param activityCorrelation Pearson's, over bands, of the pull of the loss at the coarse step with
 *     the spikes of the band
 * @param errorCorrelation the same with the band's reconstruction error
 */
public record AnalysisMeans(
    Optional<Double> operations,
    Optional<Double> denseOperations,
    Optional<Double> probe,
    Optional<Double> activityCorrelation,
    Optional<Double> errorCorrelation) {

  static AnalysisMeans of(List<AnalysisFindings> findings) {
    return new AnalysisMeans(
        mean(findings, one -> Optional.of(one.activity().effectiveOperations())),
        mean(findings, one -> Optional.of(one.activity().denseOperations())),
        mean(findings, one -> one.probe().stream().findFirst().map(Probe::validation)),
        mean(findings, one -> pearson(one, 0)),
        mean(findings, one -> pearson(one, 1)));
  }

  private static Optional<Double> pearson(AnalysisFindings findings, int which) {
    return which < findings.correlations().size()
        ? findings.correlations().get(which).pearson()
        : Optional.empty();
  }

  private static Optional<Double> mean(
      List<AnalysisFindings> findings, Function<AnalysisFindings, Optional<Double>> figure) {
    OptionalDouble mean =
        findings.stream()
            .map(figure)
            .flatMap(Optional::stream)
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
  }
}
