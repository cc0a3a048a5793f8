package org.keyspike.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.EventSite;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceFormat;
import org.keyspike.network.StateSpaceNames;
import org.keyspike.network.Tensor;

/**
 * Float parameters to the integers they stand for. Every parameter but those of the encoder's steps
 * becomes clip(floor(value·2^f + ½)) with the fraction f that the {@link NumberFormat} gives it:
 *
 * <pre>
 * W, U         weightFraction, recurrentFraction    weightBits signed
 * b            F = membraneFraction                 16 bits signed
 * β, ρ         8                                    0…255
 * a            8                                    8 bits signed
 * γ            F                                    16 bits signed
 * τ            F                                    0…32767
 * d            0                                    0…D
 * H1           hiddenFraction, after 2^−o/(T·TS)    weightBits signed
 * c1           hiddenFraction                       16 bits signed
 * H2           outputFraction                       weightBits signed
 * H            outputFraction, after 2^−o           weightBits signed
 * c2 or c      logitFraction                        16 bits signed
 * θ = 2^F, of graded outputs τ, of neurons with scales their α;  δ = max(1, floor(16δ + ½))
 * α            F − o, θ = α &lt;&lt; o                       1…membraneMax &gt;&gt; o
 * shiftWeight = F − weightFraction − i;  shiftRecurrent = F − recurrentFraction − o;  p = F − o
 * </pre>
 *
 * <p>i and o are the bits below the point of the layer's inputs and of its outputs: 0 of spikes, 4
 * of features, K − 1 of powers of two, A − 1 of graded outputs; in H1 and H those of the last
 * layer's outputs. Where neurons have scales of their own, W, U, b and γ hold what has been
 * multiplied by α already.
 */
public final class Quantizer {
  /** Less than half, so that no rounding of floats changes an integer. */
  private static final double MOST_ROUNDED = 0.45;

  private Quantizer() {}

  /**
   * The integer network of a spec with number format.
   *
   * @throws SpecException if the spec has no number format, a neuron has no integer form, θ = 2^F
   *     is above what the membrane can reach, or F is below o
   */
  public static IntegerModel quantize(NetworkSpec spec, Parameters parameters) {
    if (spec.stateSpace() != null) {
      return stateSpace(spec, parameters);
    }
    Map<String, Grid> grids = ParameterGrids.of(spec);
    NumberFormat format = spec.format();
    List<IntegerLayer> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      layers.add(layer(spec, l, parameters, grids));
    }
    return new LayeredModel(
        spec.features(),
        encoder(spec, parameters),
        layers,
        readout(spec, parameters, grids),
        spec.timeSteps(),
        format.weightBits(),
        format.membraneBits());
  }

  private static StateSpaceModel stateSpace(NetworkSpec spec, Parameters parameters) {
    Map<String, Grid> grids = ParameterGrids.of(spec);
    StateSpaceFormat units = spec.format().stateSpace();
    LayerSpec first = spec.layers().get(0);
    boolean graded = first.code() instanceof OutputCode.Graded;
    int outputs = first.code().fraction();
    List<IntegerBlock> blocks = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      blocks.add(
          new IntegerBlock(
              map(StateSpaceNames.in(l), units.inShift(l, outputs), parameters, grids),
              map(StateSpaceNames.out(l), units.outShift(l, outputs), parameters, grids),
              graded ? Optional.of(thresholds(l, parameters, grids)) : Optional.empty(),
              units.blocks().get(l).valueFraction()));
    }
    return new StateSpaceModel(
        spec.features(),
        encoder(spec, parameters),
        spec.stateSpace(),
        first.code(),
        new StateSpaceModel.Stream(
            map(
                StateSpaceNames.EMBEDDING,
                units.embeddingShift(spec.input(0).fraction()),
                parameters,
                grids),
            first.delayed()
                ? Optional.of(vector(StateSpaceNames.DELAY, parameters, grids))
                : Optional.empty(),
            units.streamFraction()),
        blocks,
        graded ? Optional.of(threshold(EventSite.LAST, 0, parameters, grids)) : Optional.empty(),
        readout(spec, parameters, grids),
        spec.format().weightBits());
  }

  private static IntegerMap map(
      String part, int shift, Parameters parameters, Map<String, Grid> grids) {
    return new IntegerMap(
        matrix(Names.weight(part), parameters, grids),
        vector(Names.bias(part), parameters, grids),
        shift);
  }

  private static IntegerBlock.Thresholds thresholds(
      int block, Parameters parameters, Map<String, Grid> grids) {
    return new IntegerBlock.Thresholds(
        threshold(EventSite.STREAM, block, parameters, grids),
        threshold(EventSite.VALUE, block, parameters, grids),
        threshold(EventSite.OUTPUT, block, parameters, grids));
  }

  private static IntegerVector threshold(
      EventSite site, int block, Parameters parameters, Map<String, Grid> grids) {
    return vector(StateSpaceNames.threshold(site, block), parameters, grids);
  }

  /**
   * The parameters moved onto the grid, in their own scale: what quantization-aware training hands
   * to an engine. Quantizing them again changes nothing. What the encoder's steps follow from stays
   * as it is.
   */
  public static Parameters onGrid(NetworkSpec spec, Parameters parameters) {
    Map<String, Grid> grids = ParameterGrids.of(spec);
    Map<String, Tensor> moved = new LinkedHashMap<>();
    for (String name : parameters.names()) {
      Tensor tensor = parameters.get(name).copy();
      Grid grid = grids.get(name);
      if (grid != null) {
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
          data[i] = grid.toFloat(grid.toInteger(data[i]));
        }
      }
      moved.put(name, tensor);
    }
    return new Parameters(moved);
  }

  /**
   * Parameters that {@link #onGrid} moves to where they were: to every value of a matrix but zeros
   * a number is added that is drawn evenly from ± {@value #MOST_ROUNDED} of its unit. What a
   * training on the grid had beside the rounded values is lost with it. If it went on from the
   * middle of every unit, weights that move alike would all be rounded to others at once.
   *
   * @param parameters on the grid
   */
  public static Parameters unrounded(
      NetworkSpec spec, Parameters parameters, SplittableRandom random) {
    Map<String, Grid> grids = ParameterGrids.of(spec);
    Parameters moved = parameters.copy();
    for (ParameterSpec parameter : spec.parameters()) {
      if (parameter.role().matrix()) {
        float[] data = moved.data(parameter.name());
        double unit = grids.get(parameter.name()).toFloat(1);
        for (int i = 0; i < data.length; i++) {
          double part = random.nextDouble(-MOST_ROUNDED, MOST_ROUNDED);
          data[i] = data[i] == 0 ? 0 : (float) (data[i] + part * unit);
        }
      }
    }
    return moved;
  }

  /** How parameters, on the grid or not, fill the grids of a spec; by name, in its order. */
  public static Map<String, GridUse> use(NetworkSpec spec, Parameters parameters) {
    Map<String, GridUse> uses = new LinkedHashMap<>();
    ParameterGrids.of(spec)
        .forEach((name, grid) -> uses.put(name, GridUse.of(grid, parameters.data(name))));
    return uses;
  }

  /** Clamps the parameters, in place, to the range that their grids hold. */
  public static void clipToGrid(NetworkSpec spec, Parameters parameters) {
    ParameterGrids.of(spec).forEach((name, grid) -> clamp(grid, parameters.data(name)));
  }

  /** Clamps the values of one parameter, in place. */
  public static void clamp(NetworkSpec spec, String name, float[] data) {
    clamp(ParameterGrids.of(spec).get(name), data);
  }

  private static void clamp(Grid grid, float[] data) {
    for (int i = 0; i < data.length; i++) {
      data[i] = grid.clamp(data[i]);
    }
  }

  /** The encoder's steps on the grid, band by band: δ = max(1, ⌊16δ + ½⌋), at most 32767. */
  public static IntegerEncoder encoder(NetworkSpec spec, Parameters parameters) {
    int bands = spec.features().bands();
    if (spec.encoder() instanceof EncoderSpec.Direct) {
      return new IntegerEncoder.Direct();
    }
    IntegerVector coarse = steps(ResidualEncoder.coarseSteps(parameters, bands));
    if (spec.encoder() instanceof EncoderSpec.StepForward) {
      return new IntegerEncoder.StepForward(coarse);
    }
    return new IntegerEncoder.Residual(coarse, steps(ResidualEncoder.fineSteps(parameters, bands)));
  }

  private static IntegerVector steps(float[] steps) {
    return vector(
        steps, new Grid(NumberFormat.FEATURE_FRACTION, 1, 1, IntegerEncoder.LARGEST_STEP));
  }

  private static IntegerLayer layer(
      NetworkSpec spec, int l, Parameters parameters, Map<String, Grid> grids) {
    NumberFormat.LayerFormat units = spec.format().layers().get(l);
    int fraction = units.membraneFraction();
    LayerSpec layer = spec.layers().get(l);
    int outputs = layer.code().fraction();
    boolean unreachable = !spec.scaled(l) && (1 << fraction) > spec.format().membraneMax();
    if (fraction < outputs || unreachable) {
      throw new SpecException(
          "format.layers[" + l + "].membraneFraction",
          fraction,
          outputs
              + " to "
              + (spec.format().membraneBits() - 2)
              + ", so that the membrane has the units of its outputs and can reach θ = 2^F");
    }
    boolean recurrent = layer.neuron().recurrent();
    return new IntegerLayer(
        matrix(Names.weight(l), parameters, grids),
        recurrent ? Optional.of(matrix(Names.recurrent(l), parameters, grids)) : Optional.empty(),
        vector(Names.bias(l), parameters, grids),
        vector(Names.leak(l), parameters, grids),
        threshold(spec, l, parameters, grids),
        IntegerContract.adaptive(spec, l)
            ? Optional.of(adaptation(l, parameters, grids))
            : Optional.empty(),
        units.weightShift(spec.input(l).fraction()),
        recurrent ? units.recurrentShift(outputs) : 0,
        IntegerCode.of(layer.code(), fraction),
        layer.delayed()
            ? Optional.of(vector(Names.delay(l), parameters, grids))
            : Optional.empty());
  }

  /** τ of graded neurons, θ = α of those that have scales of their own, θ = 1 of all others. */
  private static IntegerVector threshold(
      NetworkSpec spec, int l, Parameters parameters, Map<String, Grid> grids) {
    if (IntegerContract.graded(spec, l)) {
      return vector(Names.threshold(l), parameters, grids);
    }
    int[] threshold = new int[spec.layers().get(l).neurons()];
    Arrays.fill(threshold, 1 << spec.format().layers().get(l).membraneFraction());
    if (spec.scaled(l)) {
      int outputs = spec.layers().get(l).code().fraction();
      IntegerVector scales = vector(Names.threshold(l), parameters, grids);
      Arrays.setAll(threshold, n -> scales.get(n) << outputs);
    }
    return new IntegerVector(threshold);
  }

  private static IntegerAdaptation adaptation(
      int l, Parameters parameters, Map<String, Grid> grids) {
    return new IntegerAdaptation(
        vector(Names.adaptationLeak(l), parameters, grids),
        vector(Names.adaptationCoupling(l), parameters, grids),
        vector(Names.adaptationJump(l), parameters, grids));
  }

  private static IntegerReadout readout(
      NetworkSpec spec, Parameters parameters, Map<String, Grid> grids) {
    NumberFormat.ReadoutFormat format = spec.format().readout();
    IntegerMatrix output = matrix(Names.OUTPUT_WEIGHT, parameters, grids);
    IntegerVector bias = vector(Names.OUTPUT_BIAS, parameters, grids);
    if (spec.readout() instanceof ReadoutSpec.Keyword keyword) {
      return new IntegerReadout.Keyword(
          matrix(Names.HIDDEN_WEIGHT, parameters, grids),
          vector(Names.HIDDEN_BIAS, parameters, grids),
          format.hiddenShift(),
          output,
          bias,
          keyword.frames(),
          format.logitFraction());
    }
    return new IntegerReadout.FrameWise(output, bias, format.logitFraction());
  }

  private static IntegerMatrix matrix(String name, Parameters parameters, Map<String, Grid> grids) {
    Tensor tensor = parameters.get(name);
    Grid grid = grids.get(name);
    byte[] values = new byte[tensor.data().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) grid.toInteger(tensor.data()[i]);
    }
    return new IntegerMatrix(tensor.extent(0), tensor.extent(1), values);
  }

  private static IntegerVector vector(String name, Parameters parameters, Map<String, Grid> grids) {
    return vector(parameters.data(name), grids.get(name));
  }

  private static IntegerVector vector(float[] data, Grid grid) {
    int[] values = new int[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = grid.toInteger(data[i]);
    }
    return new IntegerVector(values);
  }
}
