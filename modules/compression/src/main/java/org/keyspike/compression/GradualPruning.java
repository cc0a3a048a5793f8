package org.keyspike.compression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.Optimizer;
import org.keyspike.training.OptimizerMemory;

/**
 * An optimiser that prunes: it learns as another one does, gathers the movement of weights if that
 * is what chooses them, and after some updates sets more weights to 0, from where they do not come
 * back. All that it remembers is the network's zeros and its memory's movement, so that a training
 * that was interrupted goes on with the same numbers.
 */
final class GradualPruning implements Optimizer {
  /** The name of what weights have moved. */
  private static final String MOVEMENT = "movement";

  private final Optimizer learning;
  private final PruningSettings settings;
  private final long updates;
  private final Cut cut;

  /** Prunes a network in place. */
  interface Cut {
    /**
     * @param step which pruning, counted from 1
     * @param parameters of a network in the shape that it started with
     * @param movement of its weights so far, if it is gathered
     */
    void prune(int step, Parameters parameters, Optional<Parameters> movement);
  }

  /**
   * @param learning how parameters are learned
   * @param updates of the whole ramp
   */
  GradualPruning(Optimizer learning, PruningSettings settings, long updates, Cut cut) {
    this.learning = learning;
    this.settings = settings;
    this.updates = updates;
    this.cut = cut;
  }

  @Override
  public List<String> moments() {
    List<String> all = new ArrayList<>(learning.moments());
    if (gathers()) {
      all.add(MOVEMENT);
    }
    return all;
  }

  @Override
  public void update(
      List<ParameterSpec> learned,
      Parameters parameters,
      Parameters gradients,
      OptimizerMemory memory,
      double learningRate) {
    List<ParameterSpec> matrices =
        learned.stream().filter(parameter -> parameter.role().matrix()).toList();
    Map<String, boolean[]> zeros = new HashMap<>();
    for (ParameterSpec matrix : matrices) {
      zeros.put(matrix.name(), zeros(parameters.data(matrix.name())));
      if (gathers()) {
        gather(
            parameters.data(matrix.name()),
            gradients.data(matrix.name()),
            memory.moment(MOVEMENT).data(matrix.name()));
      }
    }
    learning.update(learned, parameters, gradients, memory, learningRate);
    zeros.forEach((name, zero) -> hold(parameters.data(name), zero));
    int step = step(memory.steps() + 1);
    if (!matrices.isEmpty() && step > 0) {
      cut.prune(
          step, parameters, gathers() ? Optional.of(memory.moment(MOVEMENT)) : Optional.empty());
    }
  }

  /** Which pruning comes after so many updates, the last of them if several do; 0 for none. */
  private int step(long done) {
    int steps = settings.schedule().steps();
    for (int step = steps; step > 0; step--) {
      if (CubicSchedule.updates(step, steps, updates) == done) {
        return step;
      }
    }
    return 0;
  }

  private boolean gathers() {
    return PruningSettings.saliency(settings) == Saliency.MOVEMENT;
  }

  private static void gather(float[] weights, float[] gradients, float[] movement) {
    for (int i = 0; i < movement.length; i++) {
      movement[i] -= weights[i] * gradients[i];
    }
  }

  private static boolean[] zeros(float[] weights) {
    boolean[] zeros = new boolean[weights.length];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = weights[i] == 0;
    }
    return zeros;
  }

  private static void hold(float[] weights, boolean[] zeros) {
    for (int i = 0; i < zeros.length; i++) {
      weights[i] = zeros[i] ? 0 : weights[i];
    }
  }

  /** What it does, by which an interrupted training knows its own. */
  @Override
  public String toString() {
    return "GradualPruning["
        + RecordWriter.json(settings)
        + " over "
        + updates
        + " updates of "
        + learning
        + "]";
  }
}
