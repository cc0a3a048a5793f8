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
import org.keyspike.training.GradientEngine.Detail;

/**
 * Thresholds of graded neurons by a wanted activation sparsity: τ_n is the quantile of the
 * potential u_n over the valid steps of a batch, within the range of thresholds, layer by layer, as
 * each layer's thresholds move the potentials of the next.
 */
final class ThresholdQuantiles {
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
      thresholds[n] = range.clamp(values[(int) (sparsity * count)]);
    }
  }
}
