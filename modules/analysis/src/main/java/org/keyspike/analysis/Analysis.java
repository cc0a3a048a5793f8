package org.keyspike.analysis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.EncoderSpec;
import org.keyspike.pipeline.Engines;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.GradientEngine;

/** All analyses of a network, one after the other. */
public final class Analysis {
  private Analysis() {}

  /**
   * Analyses a checkpoint of a run with the run's data and engine.
   *
   * @param target the run, or a file in it
   * @param checkpoint its name in the run
   * @param folder for tables and plots
   * @param cache of data
   * @throws InputException if the target is in no run, or as {@link #of(AnalysisInput)}
   * @throws IOException as {@link #of(AnalysisInput)}
   */
  public static AnalysisFindings of(
      Target target, String checkpoint, Path folder, Path cache, ProgressListener progress)
      throws IOException {
    if (target.run().isEmpty()) {
      throw new InputException(target.path(), "a network that is in no run", "a run folder");
    }
    NetworkFile.Trained network =
        (NetworkFile.Trained) NetworkFile.read(target.run().get().checkpoint(checkpoint));
    Features features = target.data(network, cache, progress);
    Recipe recipe = target.recipe();
    try (GradientEngine engine =
        Engines.open(recipe.training(), network.checkpoint().spec(), progress)) {
      return of(new AnalysisInput(network.checkpoint(), recipe, features, engine, folder));
    }
  }

  /**
   * Analyses a network and writes tables, plots and findings into its folder.
   *
   * @throws InputException if there are no clips to train or to validate with
   * @throws org.keyspike.network.SpecException if the network has a state space
   * @throws IOException if the folder cannot be written
   */
  public static AnalysisFindings of(AnalysisInput input) throws IOException {
    input.spec().requireLayers("analyse");
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
    AnalysisFindings findings =
        new AnalysisFindings(
            new AnalysisFindings.Clips(input.training().size(), input.validation().size()),
            probe,
            correlations,
            new ActivityAnalysis(input).perform(),
            skipped,
            new Rasters(input).draw());
    AtomicFiles.write(
        input.file("analysis.json"),
        (RecordWriter.json(findings) + "\n").getBytes(StandardCharsets.UTF_8));
    return findings;
  }

  private static boolean applies(
      String what, Optional<String> reason, Map<String, String> skipped) {
    reason.ifPresent(why -> skipped.put(what, why));
    return reason.isEmpty();
  }
}
