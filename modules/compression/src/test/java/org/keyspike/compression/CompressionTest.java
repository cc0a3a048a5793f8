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
import org.keyspike.integer.GridUse;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
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
        new PruningSettings.Weights(null, null, sparsity, null, null, null, null, null, 1, 1e-3);
    return new WeightPruning(settings, 128)
        .prune(
            network,
            1,
            new Saliencies(
                new SaliencyStatistics(new MadeEngine(), network, new Noise(1, 1)),
                Saliency.MAGNITUDE));
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

  /** Kinds that fold to another are computed as that other all along. */
  @Property(tries = 20)
  void everyKindFoldsFitsItsGridAndReportsIt(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec drawn =
        NetworkDraw.from(random)
            .moreKinds()
            .delays(20)
            .bands(BANDS, BANDS)
            .classes(3, 3)
            .frames(FRAMES, FRAMES)
            .keywords()
            .spec();
    Parameters parameters = Initializer.draw(drawn, 0.4, seed);
    Checkpoint before = new Checkpoint(drawn, List.of("a", "b", "c"), parameters, Map.of());
    Checkpoint folded = BatchNormFolding.fold(before);
    assertEquals(drawn.folded(), folded.spec());
    ReferenceNetwork one = new ReferenceNetwork(drawn, parameters);
    ReferenceNetwork other = new ReferenceNetwork(folded.spec(), folded.parameters());
    Noise noise = new Noise(BANDS, FRAMES);
    float[] clip = new float[FRAMES * BANDS];
    noise.read(0, clip, 0);
    for (int t = 0; t < FRAMES; t++) {
      float[] frame = Arrays.copyOfRange(clip, t * BANDS, (t + 1) * BANDS);
      one.step(frame);
      other.step(frame);
    }
    assertArrayEquals(one.logits(), other.logits());
    Checkpoint grid =
        GridPreparation.prepare(
            folded,
            noise,
            new QuantizationSettings(8, 16, Scales.ERROR, 1, 1e-3),
            new MadeEngine());
    QuantizationReport report = QuantizationReport.of(folded, grid, noise, false);
    assertEquals(0, report.saturatedPart(), "the format was chosen with headroom");
    for (QuantizationReport.Layer layer : report.layers()) {
      boolean spikes =
          folded.spec().layers().get(layer.layer() - 1).code() instanceof OutputCode.Spikes;
      assertTrue(spikes ? layer.outputsLargest() == 0 : layer.outputsLargest() <= layer.updates());
    }
    assertEquals(
        drawn.layers().stream().filter(LayerSpec::delayed).count(),
        report.parameters().stream().filter(p -> p.name().endsWith(".delay")).count());
  }

  @Test
  void theGridHoldsTheNetwork() {
    Checkpoint folded = BatchNormFolding.fold(trained(4));
    Checkpoint grid =
        GridPreparation.prepare(
            folded,
            new Noise(BANDS, FRAMES),
            new QuantizationSettings(8, 16, Scales.ERROR, 1, 1e-3),
            new MadeEngine());
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

  /**
   * Rows of which every other one is a tenth as large: what they stand for in the end is nearer to
   * the float network than with one scale for the matrix.
   */
  @Test
  void everyNeuronGetsAScaleThatFitsItsRow() {
    Checkpoint folded = BatchNormFolding.fold(trained(4));
    float[] weights = folded.parameters().data(Names.weight(1));
    int inputs = folded.parameters().get(Names.weight(1)).extent(1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= i / inputs % 2 == 0 ? 0.1f : 1;
    }
    Noise noise = new Noise(BANDS, FRAMES);
    Checkpoint grid =
        GridPreparation.prepare(
            folded,
            noise,
            new QuantizationSettings(4, 16, Scales.ERROR, ScalePer.NEURON, 1, 1e-3),
            new MadeEngine());
    Parameters onGrid = Quantizer.onGrid(grid.spec(), grid.parameters());
    float[] scales = onGrid.data(Names.threshold(1));
    double rough = 0;
    double fine = 0;
    Checkpoint matrix =
        GridPreparation.prepare(
            folded,
            noise,
            new QuantizationSettings(4, 16, Scales.ERROR, 1, 1e-3),
            new MadeEngine());
    float[] plain = Quantizer.onGrid(matrix.spec(), matrix.parameters()).data(Names.weight(1));
    for (int i = 0; i < weights.length; i++) {
      if (i / inputs % 2 == 0) {
        double real = onGrid.data(Names.weight(1))[i] / scales[i / inputs];
        fine += Math.pow(weights[i] - real, 2);
        rough += Math.pow(weights[i] - plain[i], 2);
      }
    }
    assertTrue(fine < 0.6 * rough, fine + " of " + rough);
    QuantizationReport report = QuantizationReport.of(folded, grid, noise, false);
    assertEquals(0, report.saturatedPart(), "the format was chosen with headroom");
    assertTrue(report.parameters().stream().anyMatch(p -> p.name().equals(Names.threshold(1))));
    assertFalse(matrix.spec().scaled(0) || matrix.parameters().has(Names.threshold(0)));
  }

  /** Grids of before scales had a choice keep the text that their keys are hashed from. */
  @Test
  void whatCameLaterIsNotInTheTextOfAGridWithoutIt() {
    QuantizationSettings usual = new QuantizationSettings(4, 16, Scales.ERROR, 6, 0.0005);
    assertEquals(
        "{\"weightBits\":4,\"membraneBits\":16,\"scales\":\"error\",\"epochs\":6,"
            + "\"learningRate\":5.0E-4}",
        usual.identity());
    assertTrue(
        new QuantizationSettings(4, 16, Scales.ERROR, ScalePer.NEURON, 6, 0.0005)
            .identity()
            .contains("\"scalePer\":\"neuron\""));
  }

  /** An engine whose loss is least where W of the first layer has one bit more below the point. */
  @Test
  void scalesFollowTheLoss() {
    Checkpoint folded = BatchNormFolding.fold(trained(4));
    Noise noise = new Noise(BANDS, FRAMES);
    Checkpoint byError =
        GridPreparation.prepare(
            folded,
            noise,
            new QuantizationSettings(4, 16, Scales.ERROR, 1, 1e-3),
            new MadeEngine());
    int wanted = byError.spec().format().layers().get(0).weightFraction() + 1;
    MadeEngine engine =
        new MadeEngine(spec -> Math.abs(spec.format().layers().get(0).weightFraction() - wanted));
    Checkpoint byLoss =
        GridPreparation.prepare(
            folded, noise, new QuantizationSettings(4, 16, Scales.LOSS, 1, 1e-3), engine);
    assertEquals(wanted, byLoss.spec().format().layers().get(0).weightFraction());
    assertEquals(byError.spec().format().layers().get(1), byLoss.spec().format().layers().get(1));
    assertEquals(byError.spec().format().readout(), byLoss.spec().format().readout());
  }

  @Test
  void saturationsAreCounted() {
    Checkpoint folded = BatchNormFolding.fold(trained(4));
    Noise noise = new Noise(BANDS, FRAMES);
    Checkpoint grid =
        GridPreparation.prepare(
            folded, noise, new QuantizationSettings(4, 8, Scales.ERROR, 1, 1e-3), new MadeEngine());
    QuantizationReport fine = QuantizationReport.of(folded, grid, noise, false);
    assertEquals(4, fine.clips());
    assertEquals(4L * FRAMES * 17, fine.layers().get(0).updates());
    assertEquals(4L * FRAMES * BANDS, fine.features().values());
    assertEquals(0, fine.features().clipped(), "noise below 3 is far from 255/16");
    assertEquals(20, fine.hidden().values());
    assertEquals(0, fine.saturatedPart(), "the format was chosen with headroom");
    // The same numbers with a membrane of half the reach saturate, and so does a loud bias.
    Parameters loud = grid.parameters().copy();
    Arrays.fill(loud.data(Names.bias(1)), 200);
    QuantizationReport rough = QuantizationReport.of(folded, grid.with(loud), noise, false);
    assertTrue(rough.layers().get(1).saturated() > 0);
    assertEquals(127, rough.layers().get(1).largest());
    GridUse use =
        rough.parameters().stream()
            .filter(p -> p.name().equals(Names.bias(1)))
            .findFirst()
            .orElseThrow()
            .quantized();
    assertEquals(17, use.values());
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(SpecException.class, () -> new QuantizationSettings(9, 16, Scales.ERROR, 1, 1e-3));
    assertThrows(SpecException.class, () -> new QuantizationSettings(4, 17, Scales.ERROR, 1, 1e-3));
    assertThrows(
        SpecException.class, () -> new QuantizationSettings(4, 16, Scales.ERROR, -1, 1e-3));
    assertThrows(
        SpecException.class,
        () ->
            GridPreparation.prepare(
                trained(4),
                new Noise(BANDS, FRAMES),
                new QuantizationSettings(4, 16, Scales.ERROR, 1, 1e-3),
                new MadeEngine()),
        "batch norm must be folded first");
  }
}
