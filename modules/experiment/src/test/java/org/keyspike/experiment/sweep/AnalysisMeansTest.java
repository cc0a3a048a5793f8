package org.keyspike.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.analysis.AnalysisFindings;
import org.keyspike.evaluation.Interval;

class AnalysisMeansTest {
  private static AnalysisFindings findings(
      double dense, double effective, List<Double> probes, List<Optional<Double>> pearson) {
    return new AnalysisFindings(
        new AnalysisFindings.Clips(2, 1),
        probes.stream()
            .map(
                score ->
                    new AnalysisFindings.Probe(
                        "e", 4, 1, 1, score, new Interval(0, 1, Interval.Unit.CLIPS, 9)))
            .toList(),
        pearson.stream()
            .map(one -> new AnalysisFindings.Correlated("step", "other", 4, one, Optional.empty()))
            .toList(),
        new AnalysisFindings.NetworkActivity(
            Optional.empty(), List.of(), List.of(), List.of(), dense, effective),
        Map.of(),
        List.of());
  }

  @Test
  void areOverRuns() {
    AnalysisMeans means =
        AnalysisMeans.of(
            List.of(
                findings(400, 10, List.of(0.5, 0.9), List.of(Optional.of(0.25), Optional.of(-1.0))),
                findings(
                    600, 30, List.of(0.75, 0.1), List.of(Optional.of(0.75), Optional.of(0.0)))));
    assertEquals(
        new AnalysisMeans(
            Optional.of(20.0),
            Optional.of(500.0),
            Optional.of(0.625),
            Optional.of(0.5),
            Optional.of(-0.5)),
        means,
        "of probes the first, that of the learned encoder");
  }

  @Test
  void leaveOutRunsToWhichAFigureDoesNotApply() {
    AnalysisMeans means =
        AnalysisMeans.of(
            List.of(
                findings(400, 10, List.of(), List.of()),
                findings(400, 10, List.of(0.75), List.of(Optional.of(0.5), Optional.empty()))));
    assertEquals(Optional.of(0.75), means.probe());
    assertEquals(Optional.of(0.5), means.activityCorrelation());
    assertEquals(Optional.empty(), means.errorCorrelation());
  }

  @Test
  void areEmptyWithoutRuns() {
    Optional<Double> none = Optional.empty();
    assertEquals(new AnalysisMeans(none, none, none, none, none), AnalysisMeans.of(List.of()));
  }
}
