package org.keyspike.analysis;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.evaluation.Interval;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.report.html.NumberText;

/**
 * The findings of an analysis. The package documentation explains the figures.
 *
 * @param clips how many it saw
 * @param probe one entry an encoder, the learned one first; empty if skipped
 * @param correlations empty if skipped
 * @param activity rates and synaptic operations
 * @param skipped what was left out → the reason
 * @param rasters files
 */
public record AnalysisFindings(
    @JsonUnwrapped Clips clips,
    List<Probe> probe,
    List<Correlated> correlations,
    @JsonUnwrapped NetworkActivity activity,
    Map<String, String> skipped,
    List<String> rasters) {

  /**
   * How many clips were seen.
   *
   * @param trainingClips probe and bands are of these
   * @param validationClips these chose and scored the probe, and rates are of them
   */
  public record Clips(int trainingClips, int validationClips) {}

  /**
   * How much the network spikes, and the work that follows from it.
   *
   * @param encoderRate mean spike of the encoder; empty without an encoder
   * @param layers first to last
   * @param classes in the order of the logits
   * @param matrices every weight matrix, first to last
   * @param denseOperations synaptic operations a second if every input were a spike and no weight 0
   * @param effectiveOperations synaptic operations a second of spikes and weights that are not 0
   */
  public record NetworkActivity(
      Optional<Double> encoderRate,
      List<Layer> layers,
      List<PerClass> classes,
      List<Matrix> matrices,
      double denseOperations,
      double effectiveOperations) {}

  /**
   * A linear probe.
   *
   * @param encoder whose spikes it reads
   * @param inputs how many counts it reads
   * @param penalty λ that the validation part chose
   * @param training accuracy
   * @param validation accuracy
   * @param interval of the latter, by speaker where speakers are known
   */
  public record Probe(
      String encoder,
      int inputs,
      double penalty,
      double training,
      double validation,
      Interval interval) {}

  /**
   * How the pull of the loss goes with something else, over bands.
   *
   * @param gradient by which step
   * @param with what else
   * @param bands how many
   * @param pearson empty if one of both is the same for all bands
   * @param spearman the same
   */
  public record Correlated(
      String gradient,
      String with,
      int bands,
      Optional<Double> pearson,
      Optional<Double> spearman) {}

  /**
   * A layer.
   *
   * @param layer from 1
   * @param neurons N
   * @param rate spikes a neuron and time step
   * @param silent neurons that never spiked
   */
  public record Layer(int layer, int neurons, double rate, int silent) {}

  /**
   * Rates of a class, empty without clips of it.
   *
   * @param name of the class
   * @param encoder mean spike of the encoder; empty without an encoder, too
   * @param layers mean spike of each layer
   */
  public record PerClass(String name, Optional<Double> encoder, List<Optional<Double>> layers) {}

  /**
   * A weight matrix.
   *
   * @param name of the parameter
   * @param weights in it
   * @param nonZero those that are not 0
   * @param sparsity the part that is 0
   * @param dense synaptic operations a second; empty if no spikes meet it
   * @param effective the same, of spikes and weights that are not 0
   */
  public record Matrix(
      String name,
      int weights,
      int nonZero,
      double sparsity,
      Optional<Double> dense,
      Optional<Double> effective) {}

  /**
   * Reads an analysis.json.
   *
   * @throws InputException if it holds something else
   */
  public static AnalysisFindings read(Path file) throws IOException {
    return JsonFile.read(file, AnalysisFindings.class, "what an analysis found");
  }

  /** A figure, or nothing if it is none: JSON has no NaN. */
  static Optional<Double> finite(double figure) {
    return Double.isFinite(figure) ? Optional.of(figure) : Optional.empty();
  }

  /** The findings for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Probe one : probe) {
      text.append(
          NumberText.text(
              "probe, %s: validation accuracy %.4f (95 %% interval %.4f–%.4f by %s), %d inputs%n",
              one.encoder,
              one.validation,
              one.interval.lower(),
              one.interval.upper(),
              one.interval.source(),
              one.inputs));
    }
    for (Correlated one : correlations) {
      text.append(
          one.pearson.isEmpty()
              ? NumberText.text("gradient by %s with %s: no variation%n", one.gradient, one.with)
              : NumberText.text(
                  "gradient by %s with %s: Pearson %.3f, Spearman %.3f over %d bands%n",
                  one.gradient,
                  one.with,
                  one.pearson.get(),
                  one.spearman.orElseThrow(),
                  one.bands));
    }
    activity.encoderRate.ifPresent(
        rate -> text.append(NumberText.text("encoder: rate %.4f%n", rate)));
    for (Layer one : activity.layers) {
      text.append(
          NumberText.text(
              "layer %d: rate %.4f, %d of %d neurons silent%n",
              one.layer, one.rate, one.silent, one.neurons));
    }
    text.append(
        NumberText.text(
            "synaptic operations: %.3f million a second, %.3f dense",
            activity.effectiveOperations / 1e6, activity.denseOperations / 1e6));
    skipped.forEach(
        (what, reason) -> text.append(NumberText.text("%n%s skipped: %s", what, reason)));
    return text.toString();
  }
}
