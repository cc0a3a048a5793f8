package org.keyspike.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws the parameters that training starts from. Weights and biases: uniform in ±1/√inputs.
 * Recurrent weights: a random orthogonal matrix, scaled. A neuron's own parameters: uniform in the
 * range given. Delays: uniform from 0 to D. Steps: δ¹ as given, δ² = δ¹/2. Batch norm: sums of the
 * standard deviation given; of a state space 1 for the embedding, and shifts by which states take
 * part from the start.
 */
public final class Initializer {
  private Initializer() {}

  /** {@link #draw(NetworkSpec, InitialValues, double, long)} of the usual values. */
  public static Parameters draw(NetworkSpec spec, double coarseStep, long seed) {
    return draw(spec, InitialValues.USUAL, coarseStep, seed);
  }

  /**
   * Draws every parameter of a spec.
   *
   * @param initial what from
   * @param coarseStep δ¹, from the data; unused without a residual encoder
   * @param seed the same seed gives the same bytes on every machine
   */
  public static Parameters draw(
      NetworkSpec spec, InitialValues initial, double coarseStep, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, Range> own = ranges(spec, initial);
    Map<String, float[]> shifts = StateSpaceNetwork.initialShifts(spec);
    int inputs = 1;
    for (ParameterSpec parameter : spec.parameters()) {
      Tensor tensor = Tensor.zeros(parameter.shape());
      float[] data = tensor.data();
      switch (parameter.role()) {
        case WEIGHT -> {
          inputs = tensor.extent(1);
          uniform(data, 1 / Math.sqrt(inputs), random);
        }
        case BIAS -> uniform(data, 1 / Math.sqrt(inputs), random);
        case RECURRENT -> orthogonal(data, tensor.extent(0), initial.recurrentScale(), random);
        case LEAK, COUPLING, JUMP, THRESHOLD, FREE ->
            within(own.get(parameter.name()), data, random);
        case DELAY -> within(parameter.range(), data, random);
        case STEP, FIXED_STEP ->
            Arrays.fill(
                data, parameter.name().equals(Names.RHO) ? ResidualEncoder.rhoOf(coarseStep) : 0);
        case NORM_SCALE ->
            Arrays.fill(
                data,
                parameter.name().equals(Names.normScale(StateSpaceNames.EMBEDDING))
                    ? 1
                    : (float) initial.normScale());
        case RUNNING_VARIANCE, SCALE -> Arrays.fill(data, 1);
        case NORM_SHIFT -> {
          float[] shift = shifts.getOrDefault(parameter.name(), data);
          System.arraycopy(shift, 0, data, 0, data.length);
        }
        case RUNNING_MEAN -> Arrays.fill(data, 0);
      }
      tensors.put(parameter.name(), tensor);
    }
    return new Parameters(tensors);
  }

  /** What the neurons' own parameters are drawn from, by their names. */
  private static Map<String, Range> ranges(NetworkSpec spec, InitialValues initial) {
    Map<String, Range> ranges = new HashMap<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      Neuron neuron = spec.layers().get(l).neuron();
      for (NeuronParameter parameter : neuron.parameters()) {
        ranges.put(Names.own(l, parameter.name()), initial.of(neuron, parameter));
      }
    }
    if (spec.stateSpace() != null) {
      for (ParameterSpec parameter : spec.parameters()) {
        ranges.put(parameter.name(), initial.graded().threshold());
      }
    }
    return ranges;
  }

  private static void within(Range range, float[] data, SplittableRandom random) {
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (range.low() + (range.high() - range.low()) * random.nextDouble());
    }
  }

  private static void uniform(float[] data, double bound, SplittableRandom random) {
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble(-bound, bound);
    }
  }

  /** Modified Gram–Schmidt on Gaussian rows. */
  private static void orthogonal(float[] data, int n, double scale, SplittableRandom random) {
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = Gaussian.next(random);
      }
      for (int k = 0; k < i; k++) {
        double dot = 0;
        for (int j = 0; j < n; j++) {
          dot += rows[i][j] * rows[k][j];
        }
        for (int j = 0; j < n; j++) {
          rows[i][j] -= dot * rows[k][j];
        }
      }
      double norm = 0;
      for (double value : rows[i]) {
        norm += value * value;
      }
      norm = Math.sqrt(norm);
      for (int j = 0; j < n; j++) {
        rows[i][j] /= norm;
        data[i * n + j] = (float) (scale * rows[i][j]);
      }
    }
  }
}
