package org.keyspike.compression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.GridUse;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerPopulation;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.RowScales;
import org.keyspike.integer.Trace;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.training.NetworkInput;

/**
 * A report of what an integer grid does to a network: how parameters fill it, and how often
 * anything saturates while the integer network runs.
 *
 * @param weightBits of every weight
 * @param membraneBits of every membrane
 * @param trained whether the network learned on the grid, or was only put there
 * @param clips that the integer network ran over
 * @param parameters one entry a parameter
 * @param layers one entry a layer; of a state space one for u, x, g and y′ of each block, and E
 * @param features clipped at the largest 8-bit value
 * @param hidden of a keyword readout, likewise; of no values frame-wise
 */
public record QuantizationReport(
    int weightBits,
    int membraneBits,
    boolean trained,
    int clips,
    List<Parameter> parameters,
    List<Layer> layers,
    Clipped features,
    Clipped hidden) {
  /** Clips that are run, evenly spread. */
  private static final int CLIPS = 100;

  /**
   * One parameter.
   *
   * @param name of it
   * @param folded how the float network's values would fill its grid
   * @param quantized how the values fill it that were chosen in the end
   */
  public record Parameter(String name, GridUse folded, GridUse quantized) {}

  /**
   * One layer, or place of a state space, while it runs, in units of its membrane.
   *
   * @param layer counted from 1
   * @param membraneFraction F: a unit is 2^−F
   * @param smallest potential
   * @param largest potential
   * @param updates of all neurons together
   * @param saturated of them that ended at the membrane's smallest or largest value
   * @param adaptationsSaturated of them whose adaptation ended at its own
   * @param outputsLargest of them that fired the largest output of their code; 0 of spikes, which
   *     have no other
   */
  public record Layer(
      int layer,
      int membraneFraction,
      int smallest,
      int largest,
      long updates,
      long saturated,
      long adaptationsSaturated,
      long outputsLargest) {}

  /**
   * Values that end at the largest that there is.
   *
   * @param values all of them
   * @param clipped of them at the largest
   */
  public record Clipped(long values, long clipped) {}

  /**
   * Runs the integer network of a checkpoint.
   *
   * @param folded the float network that the grid was chosen for
   * @param quantized on the grid
   * @param features of the front end
   * @param trained whether it learned there
   */
  public static QuantizationReport of(
      Checkpoint folded, Checkpoint quantized, LabelledFeatures features, boolean trained) {
    IntegerModel model = Quantizer.quantize(quantized.spec(), quantized.parameters());
    NumberFormat format = quantized.spec().format();
    Run run = new Run(model, NetworkInput.by(quantized).of(features));
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < run.layers.size(); l++) {
      layers.add(run.layers.get(l).layer(l, quantized.spec().potentialFraction(l)));
    }
    Map<String, GridUse> before = Quantizer.use(quantized.spec(), scaled(folded, quantized));
    List<Parameter> parameters = new ArrayList<>();
    Quantizer.use(quantized.spec(), quantized.parameters())
        .forEach((name, use) -> parameters.add(new Parameter(name, before.get(name), use)));
    return new QuantizationReport(
        format.weightBits(),
        format.membraneBits(),
        trained,
        run.clips,
        parameters,
        layers,
        new Clipped(run.features, run.featuresClipped),
        new Clipped(run.hidden, run.hiddenClipped));
  }

  /** The float network with the scales that neurons have in the end. */
  private static Parameters scaled(Checkpoint folded, Checkpoint quantized) {
    Parameters parameters = folded.parameters();
    for (int l = 0; l < quantized.spec().layers().size(); l++) {
      if (quantized.spec().scaled(l)) {
        String scales = Names.threshold(l);
        parameters = parameters.with(scales, quantized.parameters().get(scales));
      }
    }
    return RowScales.multiply(quantized.spec(), parameters);
  }

  /** Saturated potentials of all layers, as a part of their updates. */
  public double saturatedPart() {
    long updates = layers.stream().mapToLong(Layer::updates).sum();
    return (double) layers.stream().mapToLong(Layer::saturated).sum() / Math.max(1, updates);
  }

  /** Weights of the float network that the grid clips. */
  public int clippedWeights() {
    return parameters.stream().mapToInt(parameter -> parameter.folded.outside()).sum();
  }

  /** Counts while clips run. */
  private static final class Run {
    private final List<Potentials> layers = new ArrayList<>();
    private int clips;
    private long features;
    private long featuresClipped;
    private long hidden;
    private long hiddenClipped;

    Run(IntegerModel model, LabelledFeatures part) {
      IntegerNetwork network = new IntegerNetwork(model);
      for (IntegerPopulation population : model.populations()) {
        layers.add(new Potentials(model.membraneMax(), population.code()));
      }
      int stride = Math.max(1, part.size() / CLIPS);
      for (int clip = 0; clip < part.size(); clip += stride) {
        float[] values = new float[part.frames(clip) * part.bands()];
        part.read(clip, values, 0);
        byte[] units = FeatureQuantizer.quantize(values);
        for (byte unit : units) {
          featuresClipped += (unit & 0xFF) == NumberFormat.FEATURE_MAX ? 1 : 0;
        }
        features += units.length;
        Trace trace = Trace.of(network, units);
        for (int l = 0; l < layers.size(); l++) {
          layers.get(l).add(trace.potentials().get(l), trace.adaptations().get(l));
          layers.get(l).addOutputs(trace.spikes().get(l));
        }
        if (model.readout() instanceof IntegerReadout.Keyword) {
          for (int value : network.hidden()) {
            hiddenClipped += value == NumberFormat.HIDDEN_MAX ? 1 : 0;
          }
          hidden += network.hidden().length;
        }
        clips++;
      }
    }
  }

  private static final class Potentials {
    private final int limit;
    private final IntegerCode code;
    private int smallest = Integer.MAX_VALUE;
    private int largest = Integer.MIN_VALUE;
    private long updates;
    private long saturated;
    private long adaptationsSaturated;
    private long outputsLargest;

    Potentials(int limit, IntegerCode code) {
      this.limit = limit;
      this.code = code;
    }

    void addOutputs(byte[] outputs) {
      if (code instanceof IntegerCode.Spikes) {
        return;
      }
      for (byte output : outputs) {
        outputsLargest += output == code.largest() ? 1 : 0;
      }
    }

    void add(short[] potentials, short[] adaptations) {
      for (short u : potentials) {
        smallest = Math.min(smallest, u);
        largest = Math.max(largest, u);
        saturated += u == limit || u == -limit - 1 ? 1 : 0;
      }
      updates += potentials.length;
      for (short w : adaptations) {
        adaptationsSaturated += w == Short.MAX_VALUE || w == Short.MIN_VALUE ? 1 : 0;
      }
    }

    Layer layer(int index, int fraction) {
      return new Layer(
          index + 1,
          fraction,
          smallest,
          largest,
          updates,
          saturated,
          adaptationsSaturated,
          outputsLargest);
    }
  }
}
