package org.keyspike.training;

import java.util.List;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;

/**
 * The rule by which gradients move parameters. What it remembers from step to step lies outside of
 * it ({@link OptimizerMemory}), so that {@link Trainer} saves and restores it with everything else;
 * an optimiser itself never changes.
 *
 * <p>{@code toString} names the rule and all its settings: an interrupted training goes on only
 * with an optimiser of the same text. A record does that by itself.
 */
public interface Optimizer {
  /**
   * The names of what it remembers: each stands for a set of tensors with the names and shapes of
   * all parameters, which are zeros before the first step.
   */
  List<String> moments();

  /**
   * One step, in place.
   *
   * @param learned the parameters to update
   * @param parameters all parameters of the network; the learned ones are changed
   * @param gradients by every learned parameter, under its name; they stay as they are
   * @param memory its moments, changed in place, and how many steps were made before this one
   * @param learningRate η of this step, 0 or more
   */
  void update(
      List<ParameterSpec> learned,
      Parameters parameters,
      Parameters gradients,
      OptimizerMemory memory,
      double learningRate);
}
