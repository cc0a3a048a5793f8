package org.keyspike.compression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Tensor;

/**
 * The importance of each neuron, band or weight, by a {@link Saliency}. Weights count as batch norm
 * scales them.
 */
final class Saliencies {
  private final SaliencyStatistics evidence;
  private final Saliency by;
  private final Optional<Parameters> movement;
  private Map<String, double[]> squares;

  /** Of a network as it is. */
  Saliencies(SaliencyStatistics evidence, Saliency by) {
    this(evidence, by, Optional.empty());
  }

  /**
   * Of a network that is being pruned while it learns.
   *
   * @param movement of every weight so far; without it, movement counts as 0
   */
  Saliencies(SaliencyStatistics evidence, Saliency by, Optional<Parameters> movement) {
    this.evidence = evidence;
    this.by = by;
    this.movement = movement;
  }

  /** Of the neurons of a layer (from 0), (N). */
  double[] neurons(int layer) {
    Checkpoint network = evidence.network();
    List<String> met = metByNeurons(network.spec(), layer);
    if (by == Saliency.TAYLOR) {
      return taylor(met);
    }
    if (ofSingleWeights()) {
      return sums(met, network.parameters().get(met.get(0)).extent(1));
    }
    Parameters weights = BatchNormFolding.fold(network).parameters();
    if (by == Saliency.MAGNITUDE) {
      double[] sums = rowSums(weights.get(Names.weight(layer)));
      if (network.spec().layers().get(layer).neuron().recurrent()) {
        add(sums, rowSums(weights.get(Names.recurrent(layer))));
      }
      return sums;
    }
    double[] currents = columnSums(weights, met);
    double[] rates = evidence.neuronRates(layer);
    for (int n = 0; n < rates.length; n++) {
      currents[n] *= rates[n];
    }
    return currents;
  }

  /** Of the bands, (C): the sum over a band's channels. */
  double[] bands() {
    Checkpoint network = evidence.network();
    List<String> met = List.of(Names.weight(0));
    if (by == Saliency.TAYLOR) {
      // What a band's channels do together is squared together.
      return taylor(met, network.spec().features().bands());
    }
    if (ofSingleWeights()) {
      return sums(met, network.spec().features().bands());
    }
    double[] channels = columnSums(BatchNormFolding.fold(network).parameters(), met);
    if (by == Saliency.ACTIVITY) {
      double[] rates = evidence.channelRates();
      for (int i = 0; i < channels.length; i++) {
        channels[i] *= rates[i];
      }
    }
    double[] bands = new double[network.spec().features().bands()];
    for (int i = 0; i < channels.length; i++) {
      bands[i % bands.length] += channels[i];
    }
    return bands;
  }

  /**
   * Of the weights of a matrix, in its order.
   *
   * @throws IllegalArgumentException if single weights have no such saliency
   */
  float[] weights(String matrix) {
    float[] weights = evidence.network().parameters().data(matrix);
    float[] all = new float[weights.length];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          switch (by) {
            case MAGNITUDE -> Math.abs(weights[i]);
            case MOVEMENT, SECOND_ORDER -> (float) single(matrix, i);
            default -> throw new IllegalArgumentException(by + " of a weight");
          };
    }
    return all;
  }

  /** Whether a structure's is the sum of those of its weights. */
  private boolean ofSingleWeights() {
    return by == Saliency.MOVEMENT || by == Saliency.SECOND_ORDER;
  }

  private double single(String matrix, int index) {
    if (by == Saliency.MOVEMENT) {
      return movement.map(all -> (double) all.data(matrix)[index]).orElse(0.0);
    }
    if (squares == null) {
      squares = evidence.informedSquares();
    }
    return squares.get(matrix)[index] / 2;
  }

  /** The sums over columns that are equal modulo {@code width}. */
  private double[] sums(List<String> met, int width) {
    double[] sums = new double[width];
    for (String name : met) {
      Tensor weight = evidence.network().parameters().get(name);
      for (int i = 0; i < weight.data().length; i++) {
        sums[i % weight.extent(1) % width] += single(name, i);
      }
    }
    return sums;
  }

  /** The indices of the largest, as many as are to be kept, ascending; of equal ones the first. */
  static List<Integer> largest(double[] saliencies, int keep) {
    return IntStream.range(0, saliencies.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -saliencies[i]))
        .limit(keep)
        .sorted()
        .toList();
  }

  /** The matrices that a layer's outputs meet. */
  static List<String> metByNeurons(NetworkSpec spec, int layer) {
    List<String> met = new ArrayList<>();
    if (spec.layers().get(layer).neuron().recurrent()) {
      met.add(Names.recurrent(layer));
    }
    met.add(next(spec, layer));
    return met;
  }

  /** The map that a layer's spikes go into. */
  static String next(NetworkSpec spec, int layer) {
    if (layer + 1 < spec.layers().size()) {
      return Names.weight(layer + 1);
    }
    return spec.readout() instanceof ReadoutSpec.Keyword
        ? Names.HIDDEN_WEIGHT
        : Names.OUTPUT_WEIGHT;
  }

  private double[] taylor(List<String> met) {
    return taylor(met, evidence.network().parameters().get(met.get(0)).extent(1));
  }

  /**
   * The mean over batches of (Σ g·w)², the sum over columns that are equal modulo {@code width}.
   */
  private double[] taylor(List<String> met, int width) {
    double[] mean = new double[width];
    List<Parameters> batches = evidence.gradients();
    for (Parameters gradients : batches) {
      double[] sums = new double[width];
      for (String name : met) {
        Tensor weight = evidence.network().parameters().get(name);
        float[] gradient = gradients.data(name);
        for (int i = 0; i < gradient.length; i++) {
          sums[i % weight.extent(1) % width] += (double) gradient[i] * weight.data()[i];
        }
      }
      for (int n = 0; n < width; n++) {
        mean[n] += sums[n] * sums[n] / batches.size();
      }
    }
    return mean;
  }

  private static double[] columnSums(Parameters weights, List<String> names) {
    double[] sums = new double[weights.get(names.get(0)).extent(1)];
    for (String name : names) {
      float[] data = weights.data(name);
      for (int i = 0; i < data.length; i++) {
        sums[i % sums.length] += Math.abs(data[i]);
      }
    }
    return sums;
  }

  private static double[] rowSums(Tensor weight) {
    double[] sums = new double[weight.extent(0)];
    for (int i = 0; i < weight.data().length; i++) {
      sums[i / weight.extent(1)] += Math.abs(weight.data()[i]);
    }
    return sums;
  }

  private static void add(double[] to, double[] more) {
    Arrays.setAll(to, i -> to[i] + more[i]);
  }
}
