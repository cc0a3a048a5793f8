package org.keyspike.training;

import java.util.Arrays;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Range;
import org.keyspike.network.SpecException;
import org.keyspike.network.Tensor;
import org.keyspike.training.GradientEngine.Detail;

/**
 * Thresholds of graded neurons by a wanted activation sparsity: τ_n is the quantile of the
 * potential u_n over the valid steps of a batch, within the range of thresholds, layer by layer, as
 * each layer's thresholds move the potentials of the next.
 *
 * <p>Outputs end at 2, and above that there is no gradient: a quantile above 1 would leave a neuron
 * that is silent or full. So what drives such a neuron, its normalised current or else its weights
 * and bias, and its recurrent weights, is divided by that quantile. Potentials that never reset are
 * linear in their current, so that the quantile is then 1. Once weights lie on a grid, their scales
 * are fixed, and the threshold alone moves.
 */
final class ThresholdQuantiles {
  /** The highest quantile: half of the range is left for events of different size. */
  private static final float MOST = 1;

  private final GradientEngine engine;
  private final NetworkSpec spec;
  private final double sparsity;

  /**
   * @param sparsity share of the potentials that lie below their threshold, 0 to below 1
   */
  ThresholdQuantiles(GradientEngine engine, NetworkSpec spec, double sparsity) {
    this.engine = engine;
    this.spec = spec;
    this.sparsity = sparsity;
  }

  /** Whether a network has thresholds that are set so. */
  static boolean concern(NetworkSpec spec, double sparsity) {
    return sparsity > 0
        && spec.layers().stream().anyMatch(l -> l.code().sort() == OutputCode.Sort.GRADED);
  }

  /**
   * Sets them in place.
   *
   * @param batch as it reaches the network
   * @throws SpecException if the engine does not hand out potentials
   */
  void set(Parameters parameters, Batch batch) {
    for (int l = 0; l < spec.layers().size(); l++) {
      if (spec.layers().get(l).code().sort() == OutputCode.Sort.GRADED) {
        set(l, parameters, potentials(l, parameters, batch), batch);
      }
    }
  }

  private float[] potentials(int layer, Parameters parameters, Batch batch) {
    Parameters seen = Trainer.onGrid(spec, parameters);
    if (spec.layers().stream().anyMatch(LayerSpec::batchNorm)) {
      // What a training step sees: the running statistics may still be far from the batch's.
      Parameters statistics =
          engine.gradients(spec, seen, batch, Objective.bptt(0)).batchStatistics();
      for (String name : statistics.names()) {
        seen = seen.with(name, statistics.get(name));
      }
    }
    Activity activity = engine.forward(spec, seen, batch, Detail.STATES);
    if (activity.potentials().isEmpty()) {
      throw new SpecException(
          "network.activation.sparsity",
          sparsity + " with engine " + engine.name() + ", which hands out no potentials",
          "0, or another training.engine");
    }
    return activity.potentials().get(layer);
  }

  private void set(int layer, Parameters parameters, float[] potentials, Batch batch) {
    float[] thresholds = parameters.data(Names.threshold(layer));
    Range range =
        spec.parameters().stream()
            .filter(parameter -> parameter.name().equals(Names.threshold(layer)))
            .map(ParameterSpec::range)
            .findFirst()
            .orElseThrow();
    int width = batch.frames() * spec.timeSteps();
    float[] values = new float[batch.validFrames() * spec.timeSteps()];
    for (int n = 0; n < thresholds.length; n++) {
      int count = 0;
      for (int clip = 0; clip < batch.size(); clip++) {
        for (int step = 0; step < batch.lengths()[clip] * spec.timeSteps(); step++) {
          values[count++] = potentials[(clip * width + step) * thresholds.length + n];
        }
      }
      Arrays.sort(values);
      float quantile = values[(int) (sparsity * count)];
      if (quantile > MOST && spec.format() == null) {
        weaken(layer, n, MOST / quantile, parameters);
        quantile = MOST;
      }
      thresholds[n] = range.clamp(quantile);
    }
  }

  private void weaken(int layer, int neuron, float factor, Parameters parameters) {
    boolean normed = spec.layers().get(layer).batchNorm();
    scale(parameters, normed ? Names.normScale(layer) : Names.weight(layer), neuron, factor);
    scale(parameters, normed ? Names.normShift(layer) : Names.bias(layer), neuron, factor);
    if (parameters.has(Names.recurrent(layer))) {
      scale(parameters, Names.recurrent(layer), neuron, factor);
    }
  }

  private void scale(Parameters parameters, String name, int neuron, float factor) {
    Tensor tensor = parameters.get(name);
    int row = tensor.data().length / tensor.shape()[0];
    for (int i = neuron * row; i < (neuron + 1) * row; i++) {
      tensor.data()[i] *= factor;
    }
  }
}
