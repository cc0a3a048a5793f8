package org.keyspike.analysis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.EncoderSpec;

/** All analyses of a network, one after the other. */
public final class Analysis {
  private Analysis() {}

  /**
   * Analyses a network and writes tables, plots and findings into its folder.
   *
   * @throws InputException if there are no clips to train or to validate with
   * @throws IOException if the folder cannot be written
   */
  public static AnalysisFindings of(AnalysisInput input) throws IOException {
    if (input.training().size() == 0 || input.validation().size() == 0) {
      throw new InputException(
          "analyse",
          input.training().size()
              + " training and "
              + input.validation().size()
              + " validation clips",
          "at least one of each");
    }
    Map<String, String> skipped = new LinkedHashMap<>();
    List<AnalysisFindings.Probe> probe = List.of();
    if (applies("probe", ProbeAnalysis.reason(input), skipped)) {
      probe = ProbeAnalysis.of(input);
    }
    List<AnalysisFindings.Correlated> correlations = List.of();
    if (applies("bands", BandAnalysis.reason(input), skipped)) {
      applies("gradients", BandAnalysis.gradientReason(input), skipped);
      correlations = BandAnalysis.of(input);
    }
    if (input.spec().encoder() instanceof EncoderSpec.Direct) {
      skipped.put("synaptic operations of the first matrix", "its inputs are numbers, not spikes");
    }
    ActivityAnalysis activity = new ActivityAnalysis(input);
    List<AnalysisFindings.Matrix> matrices = activity.matrices();
    AnalysisFindings findings =
        new AnalysisFindings(
            input.training().size(),
            input.validation().size(),
            probe,
            correlations,
            activity.encoderRate(),
            activity.layers(),
            activity.classes(),
            matrices,
            sum(matrices.stream().map(AnalysisFindings.Matrix::dense).toList()),
            sum(matrices.stream().map(AnalysisFindings.Matrix::effective).toList()),
            skipped,
            new Rasters(input).draw());
    AtomicFiles.write(
        input.file("analysis.json"),
        (RecordWriter.json(findings) + "\n").getBytes(StandardCharsets.UTF_8));
    return findings;
  }

  private static boolean applies(String what, String reason, Map<String, String> skipped) {
    if (reason != null) {
      skipped.put(what, reason);
    }
    return reason == null;
  }

  private static double sum(List<Double> figures) {
    return figures.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).sum();
  }
}
