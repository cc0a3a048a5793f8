package org.keyspike.experiment.sweep;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.keyspike.analysis.AnalysisFindings;

/**
 * What analyses of the float networks of some runs found, means over the runs; null is what does
 * not apply.
 *
 * @param operations synaptic operations a second, of spikes and weights that are not 0
 * @param denseOperations the same if every input were a spike and no weight 0
 * @param probe validation accuracy of a linear probe on the spike counts of the frozen encoder
 * @param activityCorrelation Pearson's, over bands, of the pull of the loss at the coarse step with
 *     the spikes of the band
 * @param errorCorrelation the same with the band's reconstruction error
 */
public record AnalysisMeans(
    Double operations,
    Double denseOperations,
    Double probe,
    Double activityCorrelation,
    Double errorCorrelation) {

  static AnalysisMeans of(List<AnalysisFindings> findings) {
    return new AnalysisMeans(
        mean(findings, AnalysisFindings::effectiveOperations),
        mean(findings, AnalysisFindings::denseOperations),
        mean(findings, one -> one.probe().isEmpty() ? null : one.probe().get(0).validation()),
        mean(findings, one -> pearson(one, 0)),
        mean(findings, one -> pearson(one, 1)));
  }

  private static Double pearson(AnalysisFindings findings, int which) {
    return which < findings.correlations().size()
        ? findings.correlations().get(which).pearson()
        : null;
  }

  private static Double mean(
      List<AnalysisFindings> findings, Function<AnalysisFindings, Double> figure) {
    List<Double> all = findings.stream().map(figure).filter(Objects::nonNull).toList();
    return all.isEmpty()
        ? null
        : all.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
