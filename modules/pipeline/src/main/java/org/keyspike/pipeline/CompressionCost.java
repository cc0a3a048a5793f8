package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.keyspike.compression.BatchNormFolding;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSettings;
import org.keyspike.datasets.Split;
import org.keyspike.hardware.ImageWriter;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.pipeline.results.SynapticOperations;
import org.keyspike.training.GradientEngine;

/**
 * The cost and worth of a compressed network, without a look at the test part.
 *
 * @param bytes of its image
 * @param mmacs effective work on the validation part, in million synaptic operations a second
 * @param accuracy on the validation part, on the integer grid
 */
public record CompressionCost(long bytes, double mmacs, ScoredAccuracy accuracy) {
  /** Any scale will do where sizes are counted alone. */
  private static final float LARGEST = 4;

  /** Of a run that went as far as its image. */
  public static CompressionCost of(Run run) throws IOException {
    Checkpoint quantized = Checkpoint.read(run.folder().quantized());
    SynapticOperations work =
        SynapticOperations.of(run.engine(), quantized, run.features().part(Split.VALIDATION));
    return new CompressionCost(
        Files.size(run.folder().image()),
        work.effective(),
        PartResult.read(run.folder().validation(RunFolder.QUANTIZED)).row().score());
  }

  /**
   * The size of the image that a recipe's compression would make, or a little more: all at once and
   * without learning, so that as many weights are left and none happens to become 0.
   *
   * @param floats the float checkpoint
   */
  public static long estimatedBytes(
      Path floats, Recipe recipe, Features features, ProgressListener progress) throws IOException {
    Checkpoint network = Checkpoint.read(floats);
    try (GradientEngine engine = Engines.open(recipe.training(), network.spec(), progress)) {
      for (PruningSettings pruning : recipe.compression().pruning()) {
        network =
            new Pruning(pruning, engine, features.plainEpochs(recipe), recipe.hardware().lanes())
                .once(network);
      }
    }
    Checkpoint folded = BatchNormFolding.fold(network);
    NetworkSpec onGrid =
        folded
            .spec()
            .withFormat(
                FormatChooser.choose(
                    folded.spec(),
                    folded.parameters(),
                    recipe.compression().quantization().weightBits(),
                    recipe.compression().quantization().membraneBits(),
                    LARGEST,
                    LARGEST));
    WeightImage image =
        WeightImage.of(
            Quantizer.quantize(onGrid, folded.parameters()),
            folded.classes(),
            Map.of(),
            recipe.hardware().lanes(),
            recipe.hardware().packing());
    return ImageWriter.bytes(image).length;
  }
}
