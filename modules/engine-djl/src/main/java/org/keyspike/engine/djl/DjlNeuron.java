package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.ServiceLoader;
import org.keyspike.network.Neuron;
import org.keyspike.network.SpecException;

/**
 * A kind of neuron as autograd sees it: the counterpart of the {@link Neuron} of the same name,
 * found by {@link ServiceLoader}. It never says how gradients flow: the context hands out spikes
 * with their surrogate, carried state and resets as the learning rule wants them.
 */
public interface DjlNeuron {

  /** The name of its {@link Neuron}. */
  String name();

  /** Neurons of a layer before the first step. */
  Dynamics begin(LayerContext context);

  /** Neurons of a layer between steps. */
  interface Dynamics {

    /**
     * One step.
     *
     * @param current I, (B, N)
     * @return spikes s, (B, N)
     */
    NDArray step(NDArray current);

    /** u of the last step, before the reset, (B, N). */
    NDArray potential();
  }

  /**
   * The counterpart of a kind.
   *
   * @throws SpecException if this engine has none
   */
  static DjlNeuron of(Neuron neuron) {
    return ServiceLoader.load(DjlNeuron.class, DjlNeuron.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(kind -> kind.name().equals(neuron.name()))
        .findFirst()
        .orElseThrow(
            () -> new SpecException("neuron", neuron.name(), "one that engine djl computes"));
  }
}
