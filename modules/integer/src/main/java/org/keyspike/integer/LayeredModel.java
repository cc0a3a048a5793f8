package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keyspike.network.ExactRange;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.SpecException;

/**
 * A network of layers of neurons in integers, its parts checked once, here.
 *
 * @param features the features that it expects
 * @param encoder how features become the first layer's input
 * @param layers first to last, at least one
 * @param readout how spikes become logits
 * @param timeSteps TS, 1 or 2
 * @param weightBits of every weight, 2 to 8, two's complement
 * @param membraneBits of every membrane, 8 to 16, two's complement, saturating
 */
public record LayeredModel(
    FeatureSpec features,
    IntegerEncoder encoder,
    List<IntegerLayer> layers,
    IntegerReadout readout,
    int timeSteps,
    int weightBits,
    int membraneBits)
    implements IntegerModel {

  /**
   * Checks that the parts fit each other.
   *
   * @throws SpecException naming the part that does not: a matrix of the wrong size, a weight
   *     outside weightBits, a worst-case current of 2²⁴ units or more, a sum of the readout that
   *     could leave 32 bits
   */
  public LayeredModel {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new SpecException("layers", "empty", "at least one layer");
    }
    requireBetween("timeSteps", timeSteps, 1, 2);
    requireBetween("weightBits", weightBits, 2, 8);
    requireBetween("membraneBits", membraneBits, 8, 16);
    int largest = encoder instanceof IntegerEncoder.Direct ? NumberFormat.FEATURE_MAX : 1;
    requireBands(encoder, features.bands());
    int inputs = encoder.channels(features.bands());
    for (int l = 0; l < layers.size(); l++) {
      IntegerLayer layer = layers.get(l);
      String name = "layers[" + l + "]";
      requireInputs(name + ".weight", layer.weight(), inputs);
      requireWeights(name + ".weight", layer.weight(), weightBits);
      layer.recurrent().ifPresent(u -> requireWeights(name + ".recurrent", u, weightBits));
      long worst = layer.worstCurrent(largest);
      if (worst >= ExactRange.LIMIT) {
        throw new SpecException(name + ": worst-case current", worst + " units", "less than 2^24");
      }
      inputs = layer.neurons();
      largest = layer.code().largest();
    }
    if (readout instanceof IntegerReadout.Keyword keyword) {
      requireInputs("readout.hiddenWeight", keyword.hiddenWeight(), inputs);
      requireWeights("readout.hiddenWeight", keyword.hiddenWeight(), weightBits);
      requireWeights("readout.outputWeight", keyword.outputWeight(), weightBits);
      IntegerReadout.requireSum(
          "readout.hiddenWeight",
          keyword.hiddenWeight().largestRowMagnitude(),
          (long) keyword.frames() * timeSteps * largest);
    } else if (readout instanceof IntegerReadout.FrameWise frameWise) {
      requireInputs("readout.weight", frameWise.weight(), inputs);
      requireWeights("readout.weight", frameWise.weight(), weightBits);
      IntegerReadout.requireSum(
          "readout.weight", frameWise.weight().largestRowMagnitude(), (long) timeSteps * largest);
    }
  }

  @Override
  public List<IntegerMatrix> matrices() {
    List<IntegerMatrix> all = new ArrayList<>();
    for (IntegerLayer layer : layers) {
      all.add(layer.weight());
      layer.recurrent().ifPresent(all::add);
    }
    all.addAll(readout.matrices());
    return all;
  }

  @Override
  public List<IntegerPopulation> populations() {
    return IntStream.range(0, layers.size()).mapToObj(l -> population(l, layers.get(l))).toList();
  }

  private static IntegerPopulation population(int l, IntegerLayer layer) {
    return new IntegerPopulation(
        Names.layer(l), layer.neurons(), layer.code(), layer.adaptation().isPresent());
  }

  private static void requireBands(IntegerEncoder encoder, int bands) {
    int steps = bands;
    if (encoder instanceof IntegerEncoder.Residual residual) {
      steps = residual.coarseSteps().size();
    } else if (encoder instanceof IntegerEncoder.StepForward stepForward) {
      steps = stepForward.coarseSteps().size();
    }
    if (steps != bands) {
      throw new SpecException(
          "encoder.coarseSteps", steps + " values", bands + " values, one for each band");
    }
  }

  private static void requireBetween(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new SpecException(field, value, low + " to " + high);
    }
  }

  private static void requireInputs(String field, IntegerMatrix matrix, int inputs) {
    if (matrix.columns() != inputs) {
      throw new SpecException(
          field, matrix.columns() + " columns", inputs + ", the outputs before it");
    }
  }

  private static void requireWeights(String field, IntegerMatrix matrix, int bits) {
    if (!matrix.fits(bits)) {
      throw new SpecException(field, "a weight out of range", "weights of " + bits + " bits");
    }
  }
}
