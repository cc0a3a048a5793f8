package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.ExactRange;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;

/**
 * Chooses the units of a trained network.
 *
 * <ul>
 *   <li>A matrix gets the fraction with the smallest squared error of rounding and clipping
 *       together; of equal ones the finest.
 *   <li>A membrane gets the largest F, at most 14 (θ = 2^F is 16 bits), at which neither the
 *       largest potential nor the largest output nor a bias, a γ or a τ saturates. The fractions of
 *       W and U are then searched where their shifts are 0…15; F falls further while the worst-case
 *       current would reach 2²⁴ units, but never below the bits that outputs have below the point.
 *   <li>Features have bits below the point themselves. Where W of features would lose more than a
 *       quarter of its squares at that F, F rises to what W's own fraction needs, as far as the
 *       highest potential allows: one far below the threshold may saturate, as it fires no sooner
 *       than it can climb from there, and weights that round to 0 say nothing at all.
 *   <li>With a state space, F_r of the stream is chosen like the F of a membrane, for the embedding
 *       and every second map together, and F_v, at most 13, for every first map.
 *   <li>A bias of the readout must not clip: that bounds the fractions it shares.
 *   <li>r is the smallest shift that brings the largest hidden value within 255.
 * </ul>
 */
public final class FormatChooser {
  private static final int LARGEST_MEMBRANE_FRACTION = 14;
  private static final int SMALLEST_FRACTION = -8;
  private static final int LARGEST_FRACTION = 24;

  /** The part of W's squares that may be lost before potentials saturate for it. */
  private static final double MOST_LOST = 0.25;

  private final NetworkSpec spec;
  private final Parameters parameters;
  private final int weightBits;
  private final int membraneBits;

  private FormatChooser(NetworkSpec spec, Parameters parameters, int weightBits, int membraneBits) {
    this.spec = spec;
    this.parameters = parameters;
    this.weightBits = weightBits;
    this.membraneBits = membraneBits;
  }

  /**
   * The format for a float network.
   *
   * @param spec without batch norm
   * @param weightBits 2 to 8
   * @param membraneBits 8 to 16
   * @param potentials seen on training data, with the headroom wanted
   * @param largestHidden the largest value after the keyword readout's ReLU, likewise; ignored
   *     frame-wise
   * @throws SpecException if no F keeps the worst-case current below 2²⁴ units, a neuron has no
   *     integer form, or a parameter or potential is not a finite number
   */
  public static NumberFormat choose(
      NetworkSpec spec,
      Parameters parameters,
      int weightBits,
      int membraneBits,
      PotentialRange potentials,
      float largestHidden) {
    spec.requireLayers("the choice of the units of layers");
    IntegerContract.requireExportable(spec);
    requireFinite("largestPotential", potentials.largest());
    requireFinite("largestHidden", largestHidden);
    FormatChooser chooser = new FormatChooser(spec, parameters, weightBits, membraneBits);
    parameters.names().forEach(name -> requireFinite(name, chooser.largestMagnitude(name)));
    List<NumberFormat.LayerFormat> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      layers.add(chooser.layer(l, potentials));
    }
    return new NumberFormat(weightBits, membraneBits, layers, chooser.readout(largestHidden));
  }

  /** The format for a float network whose potentials rise as far as they fall. */
  public static NumberFormat choose(
      NetworkSpec spec,
      Parameters parameters,
      int weightBits,
      int membraneBits,
      float largestPotential,
      float largestHidden) {
    return choose(
        spec,
        parameters,
        weightBits,
        membraneBits,
        new PotentialRange(largestPotential, largestPotential),
        largestHidden);
  }

  /**
   * The format for a float network with a state space.
   *
   * @param spec without batch norm
   * @param weightBits 2 to 8
   * @param ranges what was seen on training data, with the headroom wanted
   * @throws SpecException if no units keep the worst-case sums below 2²⁴, or a number is not finite
   */
  public static NumberFormat choose(
      NetworkSpec spec, Parameters parameters, int weightBits, StateSpaceRanges ranges) {
    FormatChooser chooser = new FormatChooser(spec, parameters, weightBits, 16);
    parameters.names().forEach(name -> requireFinite(name, chooser.largestMagnitude(name)));
    requireFinite("largestStream", ranges.stream());
    requireFinite("largestHidden", ranges.hidden());
    ranges.rows().forEach(largest -> requireFinite("largestRow", largest));
    StateSpaceUnits units = new StateSpaceUnits(spec, parameters, weightBits, chooser);
    return new NumberFormat(weightBits, units.choose(ranges), chooser.readout(ranges.hidden()));
  }

  private NumberFormat.LayerFormat layer(int l, PotentialRange potentials) {
    OutputCode code = spec.layers().get(l).code();
    // θ = 1 and the largest output must be in reach, however quiet the training data were.
    float least = Math.max(1, code.largest() * code.unit());
    float potential = Math.max(least, potentials.largest());
    int holding = finest(l, potential);
    int reachable = finest(l, Math.max(least, potentials.highest()));
    int fine = Math.max(holding, Math.min(wanted(l, holding), reachable));
    for (int fraction = fine; fraction >= code.fraction(); fraction--) {
      NumberFormat.LayerFormat units = withMembrane(l, fraction);
      double worst =
          ExactRange.worstCurrent(
              spec.layers().get(l), spec.input(l), units, 1 << (weightBits - 1));
      if (worst < ExactRange.LIMIT) {
        return units;
      }
    }
    throw new SpecException(
        "format.layers[" + l + "].membraneFraction",
        "below " + code.fraction() + " for a largest potential of " + potential,
        code.fraction() + " or more with a worst-case current below 2^24 units");
  }

  /** The largest F at which a potential and the layer's parameters fit. */
  private int finest(int l, float potential) {
    int largest =
        Math.min(
            Math.min(LARGEST_MEMBRANE_FRACTION, finest(potential, (1 << (membraneBits - 1)) - 1)),
            finest(largestMagnitude(Names.bias(l)), Short.MAX_VALUE));
    if (IntegerContract.adaptive(spec, l)) {
      largest =
          Math.min(largest, finest(largestMagnitude(Names.adaptationJump(l)), Short.MAX_VALUE));
    }
    if (IntegerContract.graded(spec, l)) {
      largest = Math.min(largest, finest(largestMagnitude(Names.threshold(l)), Short.MAX_VALUE));
    }
    return largest;
  }

  /**
   * The F at which W of features can have its own fraction; F itself for spikes, and where little
   * is lost at it.
   */
  private int wanted(int l, int fraction) {
    int point = spec.input(l).fraction();
    if (l > 0 || !(spec.encoder() instanceof EncoderSpec.Direct)) {
      return fraction;
    }
    String name = Names.weight(l);
    int own = bestFraction(name, 1, SMALLEST_FRACTION, LARGEST_MEMBRANE_FRACTION);
    double squares = 0;
    for (float w : parameters.data(name)) {
      squares += (double) w * w;
    }
    boolean lost = error(name, 1, Math.min(own, fraction - point)) > MOST_LOST * squares;
    return lost ? Math.max(fraction, own + point) : fraction;
  }

  private NumberFormat.LayerFormat withMembrane(int l, int fraction) {
    int point = spec.input(l).fraction();
    int own = fraction - spec.layers().get(l).code().fraction();
    int weight =
        bestFraction(
            Names.weight(l), 1, fraction - point - ExactRange.LARGEST_SHIFT, fraction - point);
    int recurrent =
        recurrent(l)
            ? bestFraction(Names.recurrent(l), 1, own - ExactRange.LARGEST_SHIFT, own)
            : fraction;
    return new NumberFormat.LayerFormat(fraction, weight, recurrent);
  }

  private NumberFormat.ReadoutFormat readout(float largestHidden) {
    int logitLimit = finest(largestMagnitude(Names.OUTPUT_BIAS), Short.MAX_VALUE);
    if (!(spec.readout() instanceof ReadoutSpec.Keyword)) {
      return new NumberFormat.ReadoutFormat(
          0,
          0,
          bestFraction(
              Names.OUTPUT_WEIGHT,
              ParameterGrids.readoutScale(spec),
              SMALLEST_FRACTION,
              logitLimit));
    }
    int hidden =
        bestFraction(
            Names.HIDDEN_WEIGHT,
            ParameterGrids.readoutScale(spec),
            SMALLEST_FRACTION,
            finest(largestMagnitude(Names.HIDDEN_BIAS), Short.MAX_VALUE));
    int shift = 0;
    double largest = Math.scalb((double) largestHidden, hidden);
    while (shift < IntegerReadout.Keyword.LARGEST_HIDDEN_SHIFT
        && Math.floor(Math.scalb(largest, -shift)) > NumberFormat.HIDDEN_MAX) {
      shift++;
    }
    int output =
        bestFraction(Names.OUTPUT_WEIGHT, 1, SMALLEST_FRACTION, logitLimit - (hidden - shift));
    return new NumberFormat.ReadoutFormat(hidden, shift, output);
  }

  /** The fraction in [low, high] of least squared error. */
  int bestFraction(String name, int scale, int low, int high) {
    int best = Math.min(LARGEST_FRACTION, high);
    double least = Double.POSITIVE_INFINITY;
    for (int fraction = best; fraction >= low; fraction--) {
      double error = error(name, scale, fraction);
      if (error < least) {
        least = error;
        best = fraction;
      }
    }
    return best;
  }

  private double error(String name, int scale, int fraction) {
    return Grid.signed(weightBits, fraction, scale).squaredError(parameters.data(name));
  }

  /** The largest fraction at which a magnitude stays within {@code limit} units. */
  static int finest(float magnitude, int limit) {
    int fraction = LARGEST_FRACTION;
    while (Math.scalb((double) magnitude, fraction) > limit) {
      fraction--;
    }
    return fraction;
  }

  private boolean recurrent(int l) {
    return spec.layers().get(l).neuron().recurrent();
  }

  float largestMagnitude(String name) {
    float largest = 0;
    for (float value : parameters.data(name)) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static void requireFinite(String field, float value) {
    if (!Float.isFinite(value)) {
      throw new SpecException(field, value, "a finite number");
    }
  }
}
