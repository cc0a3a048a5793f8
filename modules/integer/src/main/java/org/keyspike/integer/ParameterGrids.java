package org.keyspike.integer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;

/**
 * The grid of every parameter of a network with a number format; the encoder's ρ and κ have none.
 */
final class ParameterGrids {
  static final int BIAS_BITS = 16;
  private static final Grid LEAK =
      new Grid(NumberFormat.LEAK_FRACTION, 1, 0, NumberFormat.LEAK_MAX);
  private static final Grid COUPLING =
      Grid.signed(NumberFormat.COUPLING_BITS, NumberFormat.LEAK_FRACTION, 1);

  private ParameterGrids() {}

  /**
   * By parameter name, in the order of the spec.
   *
   * @throws SpecException if the spec has no number format, or a neuron no integer form
   */
  static Map<String, Grid> of(NetworkSpec spec) {
    NumberFormat format =
        spec.numberFormat()
            .orElseThrow(() -> new SpecException("format", "absent", "a number format"));
    int bits = format.weightBits();
    Map<String, Grid> grids = new LinkedHashMap<>();
    if (spec.stateSpace() != null) {
      StateSpaceGrids.add(spec, grids);
    } else {
      IntegerContract.requireExportable(spec);
      layers(spec, format, grids);
    }
    NumberFormat.ReadoutFormat readout = format.readout();
    int scale = readoutScale(spec);
    if (spec.readout() instanceof ReadoutSpec.Keyword) {
      grids.put(Names.HIDDEN_WEIGHT, Grid.signed(bits, readout.hiddenFraction(), scale));
      grids.put(Names.HIDDEN_BIAS, Grid.signed(BIAS_BITS, readout.hiddenFraction(), 1));
      scale = 1;
    }
    grids.put(Names.OUTPUT_WEIGHT, Grid.signed(bits, readout.outputFraction(), scale));
    grids.put(Names.OUTPUT_BIAS, Grid.signed(BIAS_BITS, readout.logitFraction(), 1));
    return grids;
  }

  private static void layers(NetworkSpec spec, NumberFormat format, Map<String, Grid> grids) {
    int bits = format.weightBits();
    for (int l = 0; l < spec.layers().size(); l++) {
      NumberFormat.LayerFormat units = format.layers().get(l);
      grids.put(Names.weight(l), Grid.signed(bits, units.weightFraction(), 1));
      if (spec.layers().get(l).neuron().recurrent()) {
        grids.put(Names.recurrent(l), Grid.signed(bits, units.recurrentFraction(), 1));
      }
      grids.put(Names.bias(l), Grid.signed(BIAS_BITS, units.membraneFraction(), 1));
      grids.put(Names.leak(l), LEAK);
      if (IntegerContract.graded(spec, l)) {
        grids.put(Names.threshold(l), new Grid(units.membraneFraction(), 1, 0, Short.MAX_VALUE));
      }
      if (spec.scaled(l)) {
        grids.put(Names.threshold(l), threshold(spec, l));
      }
      if (spec.layers().get(l).delayed()) {
        grids.put(Names.delay(l), new Grid(0, 1, 0, spec.layers().get(l).delays()));
      }
      if (IntegerContract.adaptive(spec, l)) {
        grids.put(Names.adaptationLeak(l), LEAK);
        grids.put(Names.adaptationCoupling(l), COUPLING);
        grids.put(Names.adaptationJump(l), Grid.signed(BIAS_BITS, units.membraneFraction(), 1));
      }
    }
  }

  /** θ of neurons that have scales of their own: every level of their outputs is a potential. */
  private static Grid threshold(NetworkSpec spec, int l) {
    int outputs = spec.layers().get(l).code().fraction();
    int fraction = spec.format().layers().get(l).membraneFraction();
    return new Grid(fraction - outputs, 1, 1, spec.format().membraneMax() >> outputs);
  }

  /**
   * What the readout's first weights are divided by: the units of the last layer's output that make
   * 1, in a keyword readout times T·TS, as it sees a mean and sums in integers.
   */
  static int readoutScale(NetworkSpec spec) {
    int units = 1 << spec.layers().get(spec.layers().size() - 1).code().fraction();
    return spec.readout() instanceof ReadoutSpec.Keyword keyword
        ? keyword.frames() * spec.timeSteps() * units
        : units;
  }
}
