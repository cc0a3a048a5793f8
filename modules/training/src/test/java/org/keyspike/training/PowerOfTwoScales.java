package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.integer.RowScales;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/**
 * A network whose layers are multiplied by 2^k and whose units are 2^k of what they were, so that
 * every integer, and every spike, is the same.
 *
 * @param spec with scales
 * @param parameters of it
 * @param exponents k of each layer
 */
record PowerOfTwoScales(NetworkSpec spec, Parameters parameters, int[] exponents) {

  static PowerOfTwoScales of(SplittableRandom random, NetworkSpec plain, Parameters parameters) {
    NumberFormat format = plain.format();
    List<NumberFormat.LayerFormat> layers = new ArrayList<>();
    int[] exponents = new int[plain.layers().size()];
    for (int l = 0; l < exponents.length; l++) {
      boolean scalable = plain.layers().get(l).neuron().scalable();
      exponents[l] = scalable ? random.nextInt(-3, 4) : 0;
      NumberFormat.LayerFormat units = format.layers().get(l);
      layers.add(
          new NumberFormat.LayerFormat(
              units.membraneFraction() - exponents[l],
              units.weightFraction() - exponents[l],
              units.recurrentFraction() - exponents[l],
              scalable));
    }
    NetworkSpec spec =
        plain.withFormat(
            new NumberFormat(format.weightBits(), format.membraneBits(), layers, format.readout()));
    Parameters all = parameters;
    for (int l = 0; l < exponents.length; l++) {
      if (spec.scaled(l)) {
        float[] scales = new float[spec.layers().get(l).neurons()];
        Arrays.fill(scales, (float) Math.scalb(1.0, exponents[l]));
        all = all.with(Names.threshold(l), new Tensor(new int[] {scales.length}, scales));
      }
    }
    return new PowerOfTwoScales(spec, RowScales.multiply(spec, all), exponents);
  }

  void check(Gradients expected, Gradients found, String what) {
    assertArrayEquals(expected.activity().logits(), found.activity().logits(), what);
    assertArrayEquals(expected.activity().rates(), found.activity().rates(), what);
    assertEquals(expected.gradients().names(), found.gradients().names(), what);
    for (String name : expected.gradients().names()) {
      float factor = 1;
      for (int l = 0; l < exponents.length; l++) {
        if (spec.scaled(l) && RowScales.multiplied(spec, l).contains(name)) {
          factor = (float) Math.scalb(1.0, exponents[l]);
        }
      }
      float[] before = expected.gradients().data(name);
      float[] now = found.gradients().data(name);
      float largest = 0;
      for (float g : before) {
        largest = Math.max(largest, Math.abs(g));
      }
      for (int i = 0; i < before.length; i++) {
        assertEquals(before[i], now[i] * factor, 1e-4f * largest + 1e-12f, name + " of " + what);
      }
    }
  }
}
