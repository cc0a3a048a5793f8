package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

class ScaleLearningTest {
  /** F = 8, W in quarters. */
  private static final NetworkSpec SMALL =
      new NetworkSpec(
          new FeatureSpec(3, 1),
          new EncoderSpec.Direct(),
          List.of(
              new LayerSpec(2, new Lif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
          new ReadoutSpec.FrameWise(2),
          1,
          new NumberFormat(
              4,
              16,
              List.of(new NumberFormat.LayerFormat(8, 2, 0, true)),
              new NumberFormat.ReadoutFormat(0, 0, 2)));

  private static Parameters small(float[] weights, float... scales) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    SMALL.parameters().forEach(p -> values.put(p.name(), Tensor.zeros(p.shape())));
    values.put(Names.weight(0), new Tensor(new int[] {2, 3}, weights));
    values.put(Names.threshold(0), new Tensor(new int[] {2}, scales));
    return new Parameters(values);
  }

  /**
   * By hand. Row 0 with α = 1.5: x = 1.2, −0.6, 12 in quarters become 1, −1, 7, so that αW − Q is
   * 0.05 and 0.1, and −1.75 of the weight that is clipped. Row 1 with α = ½ holds its weights
   * exactly. g = 1/√(3·7).
   */
  @Test
  void aSmallCase() {
    Parameters learned = small(new float[] {0.2f, -0.1f, 2, 1, -0.5f, 0}, 1.5f, 0.5f);
    Parameters running = ScaleLearning.onGrid(SMALL, learned);
    assertArrayEquals(
        new float[] {0.25f, -0.25f, 1.75f, 0.5f, -0.25f, 0}, running.data(Names.weight(0)));
    Parameters found = running.zerosLike();
    System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, found.data(Names.weight(0)), 0, 6);
    Parameters gradients = ScaleLearning.gradients(SMALL, learned, found);
    assertArrayEquals(new float[] {1.5f, 3, 0, 2, 2.5f, 3}, gradients.data(Names.weight(0)), 1e-6f);
    double ofRow = (1 * 0.05 + 2 * 0.1 + 3 * -1.75) / 1.5;
    assertArrayEquals(
        new float[] {(float) (ofRow / Math.sqrt(21)), 0},
        gradients.data(Names.threshold(0)),
        1e-6f);
  }

  /** What lies at a limit, 7 or −8 quarters at α = 1, is clipped: W rests, and α has −Q. */
  @Test
  void aWeightAtItsLimitIsClipped() {
    Parameters learned = small(new float[] {1.75f, 1.5f, 0, -2, -1.75f, 0}, 1, 1);
    Parameters found = learned.zerosLike();
    System.arraycopy(new float[] {1, 1, 1, 1, 1, 1}, 0, found.data(Names.weight(0)), 0, 6);
    Parameters gradients = ScaleLearning.gradients(SMALL, learned, found);
    assertArrayEquals(new float[] {0, 1, 1, 0, 1, 1}, gradients.data(Names.weight(0)));
    assertArrayEquals(
        new float[] {(float) (-1.75 / Math.sqrt(21)), (float) (2 / Math.sqrt(21))},
        gradients.data(Names.threshold(0)),
        1e-7f);
  }

  /**
   * With what rounding adds held where it is, and what is clipped at its limit, Ŵ = (α W + r)/α is
   * smooth in α and W, and the loss Σ cos(kŴ) in both: its differences are the rule's gradients.
   */
  @Property(tries = 40)
  void gradientsAreThoseOfTheSmoothSurrogate(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec =
        RandomNetworks.scaled(new SplittableRandom(seed), RandomNetworks.onGrid(random));
    Parameters learned = RandomNetworks.drawn(random, spec);
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.scaled(l)) {
        float[] scales = learned.data(Names.threshold(l));
        for (int n = 0; n < scales.length; n++) {
          scales[n] = (float) random.nextDouble(0.5, 1);
        }
        System.arraycopy(RowScales.onGrid(spec, l, scales), 0, scales, 0, scales.length);
        checkLayer(spec, l, learned, "seed " + seed + ", layer " + l + " of " + spec);
      }
    }
  }

  private static void checkLayer(NetworkSpec spec, int l, Parameters learned, String what) {
    Parameters products = RowScales.multiply(spec, learned);
    Parameters running = ScaleLearning.onGrid(spec, learned);
    float[] scales = learned.data(Names.threshold(l));
    Parameters found = running.zerosLike();
    for (String name : RowScales.multiplied(spec, l)) {
      float[] grid = running.data(name);
      int width = grid.length / scales.length;
      for (int i = 0; i < grid.length; i++) {
        // By Ŵ, and from it by what an engine runs with.
        double real = grid[i] / (double) scales[i / width];
        found.data(name)[i] = (float) (-k(i) * Math.sin(k(i) * real) / scales[i / width]);
      }
    }
    Parameters gradients = ScaleLearning.gradients(spec, learned, found.copy());
    int weights = 0;
    for (String name : RowScales.matrices(spec, l)) {
      weights += learned.get(name).extent(1);
    }
    double g = 1 / Math.sqrt((double) weights * spec.format().weightMax());
    double h = 1e-6;
    for (int n = 0; n < scales.length; n++) {
      double slope =
          (loss(spec, l, n, learned, products, running, scales[n] + h)
                  - loss(spec, l, n, learned, products, running, scales[n] - h))
              / (2 * h);
      double size = 1e-5 * weights * (1 + Math.abs(slope));
      assertEquals(g * slope, gradients.data(Names.threshold(l))[n], size, what);
    }
    float[] ofWeights = gradients.data(Names.weight(l));
    for (int i = 0; i < ofWeights.length; i++) {
      int n = i / (ofWeights.length / scales.length);
      boolean inside = inside(spec, l, Names.weight(l), products.data(Names.weight(l))[i]);
      double real = running.data(Names.weight(l))[i] / (double) scales[n];
      double expected = inside ? -k(i) * Math.sin(k(i) * real) : 0;
      assertEquals(expected, ofWeights[i], 1e-5, what);
    }
  }

  private static double loss(
      NetworkSpec spec,
      int l,
      int row,
      Parameters learned,
      Parameters products,
      Parameters running,
      double scale) {
    double sum = 0;
    for (String name : RowScales.multiplied(spec, l)) {
      int width = learned.data(name).length / spec.layers().get(l).neurons();
      for (int i = row * width; i < (row + 1) * width; i++) {
        double product = products.data(name)[i];
        double residue = running.data(name)[i] - product;
        double real =
            inside(spec, l, name, product)
                ? (scale * learned.data(name)[i] + residue) / scale
                : running.data(name)[i] / scale;
        sum += Math.cos(k(i) * real);
      }
    }
    return sum;
  }

  private static boolean inside(NetworkSpec spec, int l, String name, double product) {
    NumberFormat.LayerFormat units = spec.format().layers().get(l);
    boolean weight = name.equals(Names.weight(l));
    boolean matrix = weight || name.equals(Names.recurrent(l));
    int fraction =
        weight
            ? units.weightFraction()
            : matrix ? units.recurrentFraction() : units.membraneFraction();
    int limit = 1 << (matrix ? spec.format().weightBits() - 1 : 15);
    double x = Math.scalb(product, fraction);
    return x > -limit && x < limit - 1;
  }

  private static double k(int index) {
    return 0.3 + 0.1 * (index % 7);
  }

  /**
   * Weights may lie beyond the grid; nothing else may, and α not beyond what a threshold can be.
   */
  @Property(tries = 40)
  void projectionKeepsAllButWeightsInRange(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec =
        RandomNetworks.scaled(new SplittableRandom(seed), RandomNetworks.onGrid(random));
    Parameters learned = RandomNetworks.drawn(random, spec);
    for (Tensor tensor : learned.asMap().values()) {
      float[] data = tensor.data();
      for (int i = 0; i < data.length; i++) {
        data[i] *= random.nextInt(5) == 0 ? 1e4f : 1;
      }
    }
    Parameters before = learned.copy();
    Parameters ran = ScaleLearning.onGrid(spec, learned);
    ScaleLearning.project(spec, learned);
    Parameters products = RowScales.multiply(spec, learned);
    Parameters clipped = products.copy();
    Quantizer.clipToGrid(spec, clipped);
    for (int l = 0; l < spec.layers().size(); l++) {
      boolean scaled = spec.scaled(l);
      for (String name : RowScales.multiplied(spec, l)) {
        boolean free = scaled && RowScales.matrices(spec, l).contains(name);
        assertArrayEquals(
            free ? before.data(name) : clipped.data(name),
            free ? learned.data(name) : products.data(name),
            free ? 0 : 1e-2f,
            name + ", seed " + seed);
      }
      assertArrayEquals(clipped.data(Names.leak(l)), learned.data(Names.leak(l)));
      if (scaled) {
        for (float scale : learned.data(Names.threshold(l))) {
          double units =
              Math.scalb((double) scale, spec.format().layers().get(l).membraneFraction());
          assertTrue(units >= 1 && units <= spec.format().membraneMax(), units + ", seed " + seed);
        }
      }
    }
    // What runs is what ran.
    assertEquals(ran, ScaleLearning.onGrid(spec, learned), "seed " + seed);
  }
}
