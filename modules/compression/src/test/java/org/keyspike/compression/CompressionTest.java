package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;

class CompressionTest {
  private static final int BANDS = 6;
  private static final int FRAMES = 40;

  private final LayerSpec layer =
      new LayerSpec(17, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), true, true, 0);
  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(BANDS, 1),
          new EncoderSpec.Residual(false),
          List.of(layer, layer),
          new ReadoutSpec.Keyword(5, 3, FRAMES),
          1,
          null);

  /** A network whose batch norm is far from the identity. */
  private Checkpoint trained(long seed) {
    Parameters parameters = Initializer.draw(spec, 0.4, seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int l = 0; l < 2; l++) {
      for (int n = 0; n < layer.neurons(); n++) {
        parameters.data(Names.normMean(l))[n] = (float) random.nextDouble(-0.5, 0.5);
        parameters.data(Names.normVariance(l))[n] = (float) random.nextDouble(0.1, 2);
        parameters.data(Names.normScale(l))[n] = (float) random.nextDouble(-0.5, 1.5);
        parameters.data(Names.normShift(l))[n] = (float) random.nextDouble(-0.5, 0.5);
      }
    }
    return new Checkpoint(spec, List.of("a", "b", "c"), parameters, Map.of("seed", "" + seed));
  }

  private static Checkpoint pruned(Checkpoint network, double sparsity) {
    PruningSettings.Weights settings =
        new PruningSettings.Weights(null, null, sparsity, null, null, null, null, 1, 1e-3);
    return new WeightPruning(settings, 128).prune(network, 1);
  }

  @Property(tries = 100)
  void exactlyTheSmallestWeightsGo(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.99) double sparsity) {
    Checkpoint before = trained(seed);
    Checkpoint after = pruned(before, sparsity);
    for (ParameterSpec parameter : spec.parameters()) {
      float[] old = before.parameters().data(parameter.name());
      float[] now = after.parameters().data(parameter.name());
      if (!parameter.role().matrix()) {
        assertArrayEquals(old, now);
        continue;
      }
      float largestGone = 0;
      float smallestKept = Float.MAX_VALUE;
      int zeros = 0;
      for (int i = 0; i < now.length; i++) {
        if (now[i] == 0) {
          zeros++;
          largestGone = Math.max(largestGone, Math.abs(old[i]));
        } else {
          assertEquals(old[i], now[i]);
          smallestKept = Math.min(smallestKept, Math.abs(old[i]));
        }
      }
      assertEquals((int) (sparsity * now.length), zeros, parameter.name());
      assertTrue(largestGone <= smallestKept, parameter.name());
    }
  }

  /** Compared by potentials: 1e-4 is what a different order of float32 rounding can make. */
  @Test
  void foldingChangesNothingButRounding() {
    Checkpoint before = pruned(trained(3), 0.5);
    Checkpoint after = BatchNormFolding.fold(before);
    assertFalse(after.parameters().has(Names.normScale(0)));
    ReferenceNetwork norm = new ReferenceNetwork(before.spec(), before.parameters());
    ReferenceNetwork folded = new ReferenceNetwork(after.spec(), after.parameters());
    float[] clip = new float[FRAMES * BANDS];
    new Noise(BANDS, FRAMES).read(0, clip, 0);
    for (int t = 0; t < FRAMES; t++) {
      float[] frame = Arrays.copyOfRange(clip, t * BANDS, (t + 1) * BANDS);
      norm.step(frame);
      folded.step(frame);
      for (int l = 0; l < 2; l++) {
        assertArrayEquals(norm.potentials(l, 0), folded.potentials(l, 0), 1e-4f, "frame " + t);
        assertArrayEquals(norm.spikes(l, 0), folded.spikes(l, 0), "frame " + t);
      }
    }
    float[] pruned = before.parameters().data(Names.weight(0));
    float[] kept = after.parameters().data(Names.weight(0));
    for (int i = 0; i < kept.length; i++) {
      assertTrue(pruned[i] != 0 || kept[i] == 0, "a pruned weight came back at " + i);
    }
  }

  @Test
  void theGridHoldsTheNetwork() {
    Checkpoint folded = BatchNormFolding.fold(trained(4));
    Checkpoint grid =
        GridPreparation.prepare(
            folded, new Noise(BANDS, FRAMES), new QuantizationSettings(8, 16, 1, 1e-3));
    assertEquals(8, grid.spec().format().weightBits());
    // With 8-bit weights and 16-bit membranes nothing may move by more than a grid step or two.
    Parameters onGrid = Quantizer.onGrid(grid.spec(), grid.parameters());
    for (int l = 0; l < 2; l++) {
      double step = Math.scalb(1.0, -grid.spec().format().layers().get(l).weightFraction());
      assertArrayEquals(
          folded.parameters().data(Names.weight(l)),
          onGrid.data(Names.weight(l)),
          (float) (2 * step));
    }
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(SpecException.class, () -> new QuantizationSettings(9, 16, 1, 1e-3));
    assertThrows(SpecException.class, () -> new QuantizationSettings(4, 17, 1, 1e-3));
    assertThrows(SpecException.class, () -> new QuantizationSettings(4, 16, -1, 1e-3));
    assertThrows(
        SpecException.class,
        () ->
            GridPreparation.prepare(
                trained(4), new Noise(BANDS, FRAMES), new QuantizationSettings(4, 16, 1, 1e-3)),
        "batch norm must be folded first");
  }
}
