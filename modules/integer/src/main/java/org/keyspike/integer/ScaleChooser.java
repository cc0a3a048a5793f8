package org.keyspike.integer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.network.ExactRange;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Tensor;

/**
 * Chooses a scale α for every neuron of a trained network, and for every row of a keyword readout's
 * first map, so that its row fits the grid best. The criterion is the error of what the row sums
 * up, on training clips (docs/concepts/scales.md, "The search"). Nothing is trained.
 */
public final class ScaleChooser {
  /** How far the membrane's fraction may fall to make room for α. */
  private static final int ROOM = 1;

  /** How far from its own choice U's fraction is tried. */
  private static final int TRIES = 2;

  /** α is at least this many units, as a power of two. */
  private static final int LEAST_UNITS = 3;

  private static final int LARGEST_FRACTION = 14;

  private final NetworkSpec spec;
  private final Parameters parameters;
  private final NumberFormat format;

  private ScaleChooser(NetworkSpec spec, Parameters parameters, NumberFormat format) {
    this.spec = spec;
    this.parameters = parameters;
    this.format = format;
  }

  /**
   * A network with scales.
   *
   * @param spec on its grid
   * @param parameters as the network runs, not rounded
   */
  public record Scaled(NetworkSpec spec, Parameters parameters) {}

  /**
   * Chooses scales where neurons can have them.
   *
   * @param spec float, without batch norm
   * @param format as {@link FormatChooser} chooses it for one scale a matrix
   * @param layers one for each layer
   * @param readout of a keyword readout; not looked at frame-wise
   */
  public static Scaled choose(
      NetworkSpec spec,
      Parameters parameters,
      NumberFormat format,
      List<LayerStatistics> layers,
      ReadoutStatistics readout) {
    ScaleChooser chooser = new ScaleChooser(spec, parameters, format);
    Map<String, Tensor> changed = new LinkedHashMap<>(parameters.asMap());
    List<NumberFormat.LayerFormat> units = new ArrayList<>(format.layers());
    for (int l = 0; l < units.size(); l++) {
      if (spec.layers().get(l).neuron().scalable()) {
        units.set(l, chooser.layer(l, layers.get(l), changed));
      }
    }
    if (spec.readout() instanceof ReadoutSpec.Keyword) {
      ReadoutScales.choose(spec, parameters, format, readout, changed);
    }
    NetworkSpec scaled =
        spec.withFormat(
            new NumberFormat(format.weightBits(), format.membraneBits(), units, format.readout()));
    return new Scaled(scaled, RowScales.multiply(scaled, new Parameters(changed)));
  }

  /** Notes α of a layer as its threshold and says in which units it then runs. */
  private NumberFormat.LayerFormat layer(
      int l, LayerStatistics statistics, Map<String, Tensor> changed) {
    NumberFormat.LayerFormat first = format.layers().get(l);
    int lowest = lowest(l, first);
    double[] reach = reach(l, statistics);
    double[] best = null;
    double least = Double.POSITIVE_INFINITY;
    NumberFormat.LayerFormat units = first;
    boolean recurrent = spec.layers().get(l).neuron().recurrent();
    for (int i = 0; i <= (recurrent ? 2 * TRIES : 0); i++) {
      int move = ScaleCandidates.step(i);
      NumberFormat.LayerFormat tried =
          new NumberFormat.LayerFormat(
              lowest, first.weightFraction(), first.recurrentFraction() + move);
      if (possible(l, tried)) {
        double[] scales = new double[reach.length];
        double sum = 0;
        for (int n = 0; n < scales.length; n++) {
          RowError error = row(l, n, tried, statistics);
          scales[n] = ScaleCandidates.best(smallest(l, lowest), reach[n] / units(lowest), error);
          sum += error.applyAsDouble(scales[n]);
        }
        if (sum < least) {
          least = sum;
          best = scales;
          units = tried;
        }
      }
    }
    float[] threshold = new float[best.length];
    for (int n = 0; n < threshold.length; n++) {
      threshold[n] = (float) best[n];
    }
    changed.put(Names.threshold(l), new Tensor(new int[] {threshold.length}, threshold));
    return finest(l, units, best, reach).withScales();
  }

  /** F₀ − 1, or F₀ where the shifts need it. */
  private int lowest(int l, NumberFormat.LayerFormat first) {
    NumberFormat.LayerFormat lower = withMembrane(first, first.membraneFraction() - ROOM);
    boolean room =
        lower.membraneFraction() >= spec.layers().get(l).code().fraction() && possible(l, lower);
    return (room ? lower : first).membraneFraction();
  }

  /** The largest F at which every α fits. */
  private NumberFormat.LayerFormat finest(
      int l, NumberFormat.LayerFormat units, double[] scales, double[] reach) {
    for (int fraction = LARGEST_FRACTION; fraction > units.membraneFraction(); fraction--) {
      NumberFormat.LayerFormat finer = withMembrane(units, fraction);
      boolean fits = possible(l, finer);
      for (int n = 0; n < scales.length; n++) {
        fits &= scales[n] <= reach[n] / units(fraction);
      }
      if (fits) {
        return finer;
      }
    }
    return units;
  }

  private static NumberFormat.LayerFormat withMembrane(
      NumberFormat.LayerFormat units, int fraction) {
    return new NumberFormat.LayerFormat(
        fraction, units.weightFraction(), units.recurrentFraction());
  }

  /** Whether shifts and the worst-case current are what a spec may have. */
  private boolean possible(int l, NumberFormat.LayerFormat units) {
    LayerSpec layer = spec.layers().get(l);
    double worst =
        ExactRange.worstCurrent(layer, spec.input(l), units, 1 << (format.weightBits() - 1));
    return worst < ExactRange.LIMIT
        && shift(units.weightShift(spec.input(l).fraction()))
        && (!layer.neuron().recurrent() || shift(units.recurrentShift(layer.code().fraction())));
  }

  private static boolean shift(int shift) {
    return shift >= 0 && shift <= ExactRange.LARGEST_SHIFT;
  }

  private double smallest(int l, int fraction) {
    int exponent = LEAST_UNITS + spec.layers().get(l).code().fraction() - fraction;
    return Math.min(1, Math.scalb(1.0, exponent));
  }

  private static double units(int fraction) {
    return Math.scalb(1.0, fraction);
  }

  /**
   * The largest α of each neuron, in units at F = 0: potential and threshold, b and γ fit. A
   * potential that saturates without α counts as the largest that does not.
   */
  private double[] reach(int l, LayerStatistics statistics) {
    double[] reach = new double[statistics.largest().length];
    double held = format.membraneMax() / units(format.layers().get(l).membraneFraction());
    float[] bias = parameters.data(Names.bias(l));
    for (int n = 0; n < reach.length; n++) {
      double sixteen = Math.abs(bias[n]);
      if (IntegerContract.adaptive(spec, l)) {
        sixteen = Math.max(sixteen, Math.abs(parameters.data(Names.adaptationJump(l))[n]));
      }
      double membrane = Math.max(1, Math.min(held, statistics.largest()[n]));
      reach[n] = Math.min(format.membraneMax() / membrane, Short.MAX_VALUE / sixteen);
    }
    return reach;
  }

  private RowError row(int l, int n, NumberFormat.LayerFormat units, LayerStatistics statistics) {
    RowError error =
        new RowError(format.weightBits())
            .with(
                parameters.get(Names.weight(l)),
                n,
                units.weightFraction(),
                1,
                statistics.inputMean(),
                statistics.inputVariance());
    return spec.layers().get(l).neuron().recurrent()
        ? error.with(
            parameters.get(Names.recurrent(l)),
            n,
            units.recurrentFraction(),
            1,
            statistics.outputMean(),
            statistics.outputVariance())
        : error;
  }
}
