package org.keyspike.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.keyspike.network.Parameters;

/**
 * The memory of an {@link Optimizer} from step to step.
 *
 * @param moments by their names, in the order of {@link Optimizer#moments()}; each has the names
 *     and shapes of all parameters, and the optimiser changes its values in place
 * @param steps how many steps were made so far
 */
public record OptimizerMemory(Map<String, Parameters> moments, long steps) {
  public OptimizerMemory {
    moments = Collections.unmodifiableMap(new LinkedHashMap<>(moments));
  }

  /** The memory before the first step: zeros. */
  public static OptimizerMemory empty(Optimizer optimiser, Parameters parameters) {
    Map<String, Parameters> moments = new LinkedHashMap<>();
    optimiser.moments().forEach(name -> moments.put(name, parameters.zerosLike()));
    return new OptimizerMemory(moments, 0);
  }

  /**
   * A set of tensors, to be changed in place.
   *
   * @throws NoSuchElementException if the optimiser did not ask for one of this name
   */
  public Parameters moment(String name) {
    Parameters moment = moments.get(name);
    if (moment == null) {
      throw new NoSuchElementException("no moment " + name + " among " + moments.keySet());
    }
    return moment;
  }

  /** The same moments, one step later. */
  public OptimizerMemory next() {
    return new OptimizerMemory(moments, steps + 1);
  }
}
