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
  public static Findings of(AnalysisInput subject) throws IOException {
    if (subject.training().size() == 0 || subject.validation().size() == 0) {
      throw new InputException(
          "analyse",
          subject.training().size()
              + " training and "
              + subject.validation().size()
              + " validation clips",
          "at least one of each");
    }
    Map<String, String> skipped = new LinkedHashMap<>();
    List<Findings.Probe> probe = List.of();
    if (applies("probe", ProbeAnalysis.reason(subject), skipped)) {
      probe = ProbeAnalysis.of(subject);
    }
    List<Findings.Correlated> correlations = List.of();
    if (applies("bands", BandAnalysis.reason(subject), skipped)) {
      applies("gradients", BandAnalysis.gradientReason(subject), skipped);
      correlations = BandAnalysis.of(subject);
    }
    if (subject.spec().encoder() instanceof EncoderSpec.Direct) {
      skipped.put("synaptic operations of the first matrix", "its inputs are numbers, not spikes");
    }
    ActivityAnalysis activity = new ActivityAnalysis(subject);
    List<Findings.Matrix> matrices = activity.matrices();
    Findings findings =
        new Findings(
            subject.training().size(),
            subject.validation().size(),
            probe,
            correlations,
            activity.encoderRate(),
            activity.layers(),
            activity.classes(),
            matrices,
            sum(matrices.stream().map(Findings.Matrix::dense).toList()),
            sum(matrices.stream().map(Findings.Matrix::effective).toList()),
            skipped,
            new Rasters(subject).draw());
    AtomicFiles.write(
        subject.file("analysis.json"),
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
