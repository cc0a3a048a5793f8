package org.keyspike.compression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.EditDistance;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.network.Tensor;

/**
 * Unstructured pruning: the weights of the smallest saliency become 0. Source: Han et al.,
 * "Learning both Weights and Connections for Efficient Neural Networks", 2015, section 3 (by
 * magnitude).
 */
final class WeightPruning {
  /** 0.7 · 10 is 7 weights, not 8. */
  private static final double ROUNDING = 1e-9;

  /** What a weight that grows again starts from: too small to matter, but not 0. */
  private static final float SEED_OF_REGROWTH = 1e-6f;

  private final PruningSettings.Weights settings;
  private final int lanes;

  /**
   * @param lanes outputs in a weight word of the machine
   */
  WeightPruning(PruningSettings.Weights settings, int lanes) {
    this.settings = settings;
    this.lanes = lanes;
  }

  /**
   * The matrices that the settings name, in the order of the network.
   *
   * @throws SpecException if one of them is not there
   */
  List<String> matrices(NetworkSpec spec) {
    List<String> all =
        spec.parameters().stream()
            .filter(parameter -> parameter.role().matrix())
            .map(ParameterSpec::name)
            .toList();
    List<String> wanted =
        settings.targets() == null ? settings.matrices() : List.copyOf(settings.targets().keySet());
    for (String name : wanted) {
      if (!all.contains(name)) {
        Optional<String> nearest = EditDistance.nearest(name, all);
        throw new SpecException(
            PruningSettings.FIELD + ".matrices",
            name,
            nearest.map(n -> n + ", the nearest of ").orElse("one of ") + String.join(", ", all));
      }
    }
    return wanted.isEmpty() ? all : all.stream().filter(wanted::contains).toList();
  }

  /**
   * Prunes a part of what the settings ask for.
   *
   * @param part of the way, 0 to 1: exactly ⌊part·sparsity·size⌋ weights become 0 or, if more are 0
   *     already, those stay; of a weight word of n weights of which K are to be left, the largest
   *     ⌈n − part·(n − K)⌉ stay
   * @param saliencies of the network's weights
   */
  Checkpoint prune(Checkpoint network, double part, Saliencies saliencies) {
    Parameters parameters = network.parameters().copy();
    List<Judged> matrices =
        matrices(network.spec()).stream()
            .map(name -> Judged.of(name, parameters.get(name), saliencies.weights(name)))
            .toList();
    if (settings.balanced()) {
      matrices.forEach(matrix -> balance(matrix, part));
    } else if (settings.scope() == PruningSettings.Scope.GLOBAL) {
      smallestToZero(matrices, part * settings.sparsity());
    } else {
      for (Judged matrix : matrices) {
        double sparsity =
            settings.targets() == null
                ? settings.sparsity()
                : settings.targets().get(matrix.name());
        smallestToZero(List.of(matrix), part * sparsity);
      }
    }
    return network.with(parameters);
  }

  /**
   * A matrix whose weights are judged.
   *
   * @param saliency of each, below all others of those that are 0 already
   */
  private record Judged(String name, Tensor matrix, float[] saliency) {
    static Judged of(String name, Tensor matrix, float[] saliency) {
      for (int i = 0; i < saliency.length; i++) {
        if (matrix.data()[i] == 0) {
          saliency[i] = Float.NEGATIVE_INFINITY;
        }
      }
      return new Judged(name, matrix, saliency);
    }
  }

  private static void smallestToZero(List<Judged> matrices, double sparsity) {
    int size = matrices.stream().mapToInt(matrix -> matrix.saliency.length).sum();
    // Position breaks ties, so that the count is exact and the choice the same everywhere.
    long[] order = new long[size];
    int at = 0;
    for (Judged matrix : matrices) {
      for (float saliency : matrix.saliency) {
        order[at] = (long) ordered(saliency) << 32 | at++;
      }
    }
    Arrays.sort(order);
    boolean[] gone = new boolean[size];
    int count = (int) (sparsity * size);
    for (int i = 0; i < count; i++) {
      gone[(int) order[i]] = true;
    }
    at = 0;
    for (Judged matrix : matrices) {
      float[] weights = matrix.matrix.data();
      for (int i = 0; i < weights.length; i++) {
        weights[i] = gone[at++] ? 0 : weights[i];
      }
    }
  }

  /** An integer that is in the same order as a number. */
  private static int ordered(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
  }

  /** Leaves the most salient weights of every word: of an input to a group of outputs. */
  private void balance(Judged judged, double part) {
    int rows = judged.matrix.extent(0);
    int inputs = judged.matrix.extent(1);
    float[] weights = judged.matrix.data();
    float[] saliency = judged.saliency;
    for (int first = 0; first < rows; first += lanes) {
      for (int input = 0; input < inputs; input++) {
        List<Integer> word = new ArrayList<>();
        for (int row = first; row < Math.min(rows, first + lanes); row++) {
          word.add(row * inputs + input);
        }
        word.sort(Comparator.comparingDouble(i -> -saliency[i]));
        word.stream().skip(left(word.size(), part)).forEach(i -> weights[i] = 0);
      }
    }
  }

  private int left(int size, double part) {
    double most =
        settings.nonZerosPerWord() == null
            ? Math.ceil((1 - settings.wordSparsity()) * size - ROUNDING)
            : Math.min(size, settings.nonZerosPerWord());
    return (int) Math.ceil(size - part * (size - most) - ROUNDING);
  }

  /**
   * Exchanges the smallest weights left against zeros of the largest gradient, as many in each
   * matrix as are swapped: dynamic sparse training. Source: Evci et al., "Rigging the Lottery",
   * 2020, section 3. A weight word of a lane-balanced matrix exchanges within itself.
   *
   * @param gradients of the loss by the weights as they were before this step's went
   */
  Checkpoint regrow(Checkpoint pruned, Parameters gradients) {
    Map<String, Tensor> changed = new LinkedHashMap<>(pruned.parameters().copy().asMap());
    for (String name : matrices(pruned.spec())) {
      Tensor matrix = changed.get(name);
      float[] gradient = gradients.data(name);
      for (List<Integer> pool : pools(matrix)) {
        exchange(matrix.data(), gradient, pool);
      }
    }
    return pruned.with(new Parameters(changed));
  }

  /** The weights among which a number is held: a word, or a matrix. */
  private List<List<Integer>> pools(Tensor matrix) {
    List<List<Integer>> pools = new ArrayList<>();
    int rows = matrix.extent(0);
    int inputs = matrix.extent(1);
    boolean balanced = settings.balanced();
    int groups = balanced ? (rows + lanes - 1) / lanes : 1;
    for (int i = 0; i < (balanced ? groups * inputs : 1); i++) {
      pools.add(new ArrayList<>());
    }
    for (int i = 0; i < matrix.data().length; i++) {
      pools.get(balanced ? i / inputs / lanes * inputs + i % inputs : 0).add(i);
    }
    return pools;
  }

  private void exchange(float[] weights, float[] gradient, List<Integer> pool) {
    List<Integer> left = new ArrayList<>(pool.stream().filter(i -> weights[i] != 0).toList());
    List<Integer> zeros = new ArrayList<>(pool.stream().filter(i -> weights[i] == 0).toList());
    int count = Math.min((int) (settings.regrowth() * left.size()), zeros.size());
    left.sort(Comparator.comparingDouble(i -> Math.abs(weights[i])));
    zeros.sort(Comparator.comparingDouble(i -> -Math.abs(gradient[i])));
    left.subList(0, count).forEach(i -> weights[i] = 0);
    zeros
        .subList(0, count)
        .forEach(i -> weights[i] = gradient[i] > 0 ? -SEED_OF_REGROWTH : SEED_OF_REGROWTH);
  }
}
