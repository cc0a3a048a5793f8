package org.keyspike.analysis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.Correlation;
import org.keyspike.evaluation.EncoderTally;
import org.keyspike.io.Csv;
import org.keyspike.network.EncoderSpec;
import org.keyspike.report.Labels;
import org.keyspike.report.LinePlot;
import org.keyspike.report.ScatterPlot;
import org.keyspike.report.html.NumberText;

/** The work of the encoder in every band, and its correlation with the gradient of the loss. */
final class BandAnalysis {
  private static final List<String> CHANNELS = List.of("coarse+", "coarse-", "fine+", "fine-");

  private BandAnalysis() {}

  /** Why there are no bands to look at; empty if there are. */
  static Optional<String> reason(AnalysisInput input) {
    return input.spec().encoder() instanceof EncoderSpec.Direct
        ? Optional.of("there is no encoder: the features are numbers, not spikes")
        : Optional.empty();
  }

  /** Why there are bands but no gradients; empty if there are. */
  static Optional<String> gradientReason(AnalysisInput input) {
    return input.spec().encoder() instanceof EncoderSpec.Residual
        ? Optional.empty()
        : Optional.of("the encoder has no steps that are learned");
  }

  static List<AnalysisFindings.Correlated> of(AnalysisInput input) throws IOException {
    LabelledFeatures part = input.training();
    EncoderTally tally = new EncoderTally(EncoderInput.steps(input.spec(), input.parameters()));
    EncoderInput encoderInput = new EncoderInput(part, input.spec());
    for (int i = 0; i < part.size(); i++) {
      tally.add(encoderInput.clip(i), part.frames(i));
    }
    BandGradients gradients = gradientReason(input).isEmpty() ? BandGradients.of(input) : null;
    write(input, tally, gradients);
    return gradients == null ? List.of() : correlations(input, tally, gradients);
  }

  private static void write(AnalysisInput input, EncoderTally tally, BandGradients gradients)
      throws IOException {
    int bands = input.bands();
    double[] rates = tally.channelRates();
    Csv table =
        new Csv(
            "band",
            "coarse+",
            "coarse-",
            "fine+",
            "fine-",
            "activity",
            "error",
            "coarseGradient",
            "fineGradient");
    for (int c = 0; c < bands; c++) {
      List<Object> row = new ArrayList<>();
      row.add(c);
      for (int kind = 0; kind < CHANNELS.size(); kind++) {
        int channel = kind * bands + c;
        row.add(channel < rates.length ? rates[channel] : null);
      }
      row.add(tally.activity()[c]);
      row.add(tally.error()[c]);
      row.add(gradients == null ? null : gradients.coarse()[c]);
      row.add(gradients == null ? null : gradients.fine()[c]);
      table.row(row.toArray());
    }
    table.write(input.file("bands.csv"));
    Map<String, double[]> lines = new LinkedHashMap<>();
    for (int kind = 0; kind * bands < rates.length; kind++) {
      lines.put(CHANNELS.get(kind), Arrays.copyOfRange(rates, kind * bands, (kind + 1) * bands));
    }
    LinePlot.write(
        input.file("encoder-rates.png"),
        new Labels(
            "Where the encoder spikes: the four channels of every band",
            "band (0 the lowest)",
            "rate (spikes a frame)"),
        IntStream.range(0, bands).asDoubleStream().toArray(),
        lines);
  }

  private static List<AnalysisFindings.Correlated> correlations(
      AnalysisInput input, EncoderTally tally, BandGradients gradients) throws IOException {
    List<AnalysisFindings.Correlated> found = new ArrayList<>();
    Map<String, double[]> pulls = new LinkedHashMap<>();
    pulls.put("coarse step", gradients.coarse());
    pulls.put("fine step", gradients.fine());
    Map<String, double[]> causes = new LinkedHashMap<>();
    causes.put("spike activity", tally.activity());
    causes.put("reconstruction error", tally.error());
    Csv table = new Csv("gradient", "with", "bands", "pearson", "spearman");
    pulls.forEach(
        (pull, gradient) ->
            causes.forEach(
                (cause, figure) -> {
                  Optional<Correlation> both = Correlation.of(figure, gradient);
                  AnalysisFindings.Correlated one =
                      new AnalysisFindings.Correlated(
                          pull,
                          cause,
                          gradient.length,
                          both.map(Correlation::pearson),
                          both.map(Correlation::spearman));
                  found.add(one);
                  table.row(
                      one.gradient(),
                      one.with(),
                      one.bands(),
                      one.pearson().orElse(null),
                      one.spearman().orElse(null));
                }));
    table.write(input.file("correlations.csv"));
    scatter(
        input,
        "gradient-activity.png",
        "Does the loss pull where the encoder spikes?",
        "activity of the band (spikes a channel and frame)",
        tally.activity(),
        gradients,
        found.get(0));
    scatter(
        input,
        "gradient-error.png",
        "Does the loss pull where the encoder leaves something out?",
        "mean |x − x̂ − r̂| of the band (log-mel)",
        tally.error(),
        gradients,
        found.get(1));
    return found;
  }

  private static void scatter(
      AnalysisInput input,
      String file,
      String question,
      String axis,
      double[] figure,
      BandGradients gradients,
      AnalysisFindings.Correlated found)
      throws IOException {
    String answer =
        found.pearson().isEmpty()
            ? "one of them is the same for all"
            : NumberText.text(
                "Pearson %.2f, Spearman %.2f",
                found.pearson().get(), found.spearman().orElseThrow());
    ScatterPlot.write(
        input.file(file),
        new Labels(question + " " + answer, axis, "mean |∂loss/∂δ¹| (1/log-mel)"),
        "one point a band",
        figure,
        gradients.coarse());
  }
}
