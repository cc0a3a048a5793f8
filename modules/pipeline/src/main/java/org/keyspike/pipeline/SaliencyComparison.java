package org.keyspike.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSettings;
import org.keyspike.compression.Saliency;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.JsonFile;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.TextTable;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.Evaluator;

/**
 * A comparison of saliencies by how well they choose the neurons that matter least: the accuracy of
 * the float network on the validation part, its mean over speakers where they are known, after some
 * of every layer went at once, without fine-tuning. saliencies.json.
 *
 * @param accuracy of the whole network
 * @param rows one a saliency
 */
public record SaliencyComparison(double accuracy, List<Row> rows) {
  /** Those that a network shows without learning. */
  private static final List<Saliency> SALIENCIES =
      Stream.of(Saliency.values()).filter(Saliency::atOnce).toList();

  private static final List<Double> SPARSITIES = List.of(0.125, 0.25, 0.375, 0.5, 0.625, 0.75);

  /**
   * One saliency.
   *
   * @param sparsities parts of every layer that went
   * @param accuracies what was left, one for each
   */
  public record Row(Saliency saliency, List<Double> sparsities, List<Double> accuracies) {}

  /** Compares them on the float network of a run, and writes the file into its folder. */
  public static SaliencyComparison of(Run run) throws IOException {
    Checkpoint network = Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT));
    network.spec().requireLayers("pruning");
    LabelledFeatures validation = run.features().part(Split.VALIDATION);
    List<Row> rows = new ArrayList<>();
    for (Saliency saliency : SALIENCIES) {
      List<Double> accuracies = new ArrayList<>();
      for (double sparsity : SPARSITIES) {
        Checkpoint pruned =
            new Pruning(
                    new PruningSettings.Neurons(null, null, sparsity, 1, saliency, 1, 1, 1.0),
                    run.engine(),
                    run.features().plainEpochs(run.recipe()),
                    run.recipe().hardware().lanes())
                .once(network);
        accuracies.add(accuracy(run, pruned, validation));
      }
      rows.add(new Row(saliency, SPARSITIES, accuracies));
    }
    SaliencyComparison all = new SaliencyComparison(accuracy(run, network, validation), rows);
    JsonFile.write(run.folder().path().resolve("saliencies.json"), all);
    return all;
  }

  private static double accuracy(Run run, Checkpoint network, LabelledFeatures validation) {
    return Evaluator.score(run.engine(), network, validation).choosing();
  }

  /** The table. */
  public String text() {
    List<List<String>> cells = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("neurons gone", "0 %"));
    SPARSITIES.forEach(s -> header.add(String.format(Locale.ROOT, "%.1f %%", 100 * s)));
    cells.add(header);
    for (Row row : rows) {
      List<String> line = new ArrayList<>();
      line.add(RecordWriter.json(row.saliency).replace("\"", ""));
      line.add(String.format(Locale.ROOT, "%.4f", accuracy));
      row.accuracies.forEach(a -> line.add(String.format(Locale.ROOT, "%.4f", a)));
      cells.add(line);
    }
    return TextTable.of(cells)
        + String.format(
            "%nValidation accuracy of the float network after so many neurons of every layer went"
                + " at once, without fine-tuning.");
  }
}
