package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.compression.BatchNormFolding;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSettings;
import org.keyspike.compression.Saliency;
import org.keyspike.datasets.features.Batch;
import org.keyspike.datasets.features.Epochs;
import org.keyspike.hardware.ByteBreakdown;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.pipeline.results.SynapticOperations;
import org.keyspike.pipeline.results.WeightCount;

/**
 * The sizes of the accelerator paper's network, as it is reconstructed: 40–256–256–1920,
 * mixed-level pruned. What it hears does not matter here, so its weights are as they were drawn.
 */
@Tag("slow")
class PaperNetworkTest {
  private static final int LANES = 128;
  private static final int OUTPUTS = 1920;
  private static final int STEPS = 2;

  @Test
  void fitsTheBytesThatThePaperNames() {
    Checkpoint drawn = drawn();
    WeightCount before = WeightCount.of(drawn);
    assertEquals(698_368, before.all());
    Checkpoint neurons =
        once(
            drawn,
            new PruningSettings.Neurons(null, 128, null, LANES, Saliency.MAGNITUDE, 1, 1, 1e-3));
    Checkpoint pruned =
        once(
            neurons,
            new PruningSettings.Weights(
                List.of("readout.output.weight"), null, null, null, 32, null, 0.0, 1, 1, 1e-3));
    Checkpoint folded = BatchNormFolding.fold(pruned);
    NetworkSpec onGrid =
        folded
            .spec()
            .withFormat(FormatChooser.choose(folded.spec(), folded.parameters(), 4, 16, 8, 0));
    WeightImage image =
        WeightImage.of(
            Quantizer.quantize(onGrid, folded.parameters()),
            folded.classes(),
            Map.of(),
            LANES,
            Packing.COMPRESSED);
    ByteBreakdown bytes = ByteBreakdown.of(image);
    assertTrue(bytes.loaded() <= 100_000, bytes.loaded() + " bytes: " + bytes.bytes());
    WeightCount after = WeightCount.of(pruned);
    assertEquals(54_272 + OUTPUTS / LANES * 32 * 128, after.nonZero());
    // Features go in bit by bit, once for both steps.
    double perFrame = STEPS * (after.nonZero() - 40.0 * 128) + 8 * 40 * 128;
    assertTrue(0.3 * perFrame * SynapticOperations.MEGA_PER_FRAME <= 13.86, perFrame + " a frame");
  }

  private static Checkpoint once(Checkpoint network, PruningSettings settings) {
    return new Pruning(settings, null, new Nothing(), LANES).once(network);
  }

  private static Checkpoint drawn() {
    LayerSpec layer =
        new LayerSpec(
            256, Neuron.named("rlif"), Surrogate.of(Surrogate.Shape.BOXCAR), true, true, 0);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(40, 1),
            new EncoderSpec.Direct(),
            List.of(layer, layer),
            new ReadoutSpec.FrameWise(OUTPUTS),
            STEPS,
            null);
    return new Checkpoint(
        spec,
        IntStream.range(0, OUTPUTS).mapToObj(k -> "state" + k).toList(),
        Initializer.draw(spec, 0.4, 1),
        Map.of());
  }

  /** Magnitudes do not look at data. */
  private static final class Nothing implements Epochs {
    @Override
    public int clips() {
      return 0;
    }

    @Override
    public int batches() {
      return 0;
    }

    @Override
    public Iterable<Batch> epoch(int epoch) {
      return List.of();
    }
  }
}
