package org.keyspike.engine.vector;

import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keyspike.network.Neuron;
import org.keyspike.network.SpecException;

/**
 * A kind of neuron in this engine: the counterpart of the {@link Neuron} of the same name, found by
 * {@link ServiceLoader}. It is plain loops over the rows of one step, forward and backward; the
 * layer around it does what all kinds share: currents, thresholds, surrogates, recurrent weights.
 */
public interface VectorNeuron {

  /** The name of its {@link Neuron}. */
  String name();

  /** The neurons of a layer, for the clips of one shard, at rest. */
  Dynamics begin(NeuronRows rows);

  /** Neurons between steps. */
  interface Dynamics {

    /**
     * One step forward: replaces the currents in {@link NeuronRows#potentials} by potentials, from
     * v and s of the step before.
     */
    void potential(int step);

    /**
     * One step backward: replaces the gradients by spikes in {@link NeuronRows#gradients} by
     * gradients by currents, and adds to the gradients of the kind's own parameters. A gradient by
     * a spike counts where {@link NeuronRows#slopes} is not 0, and may be 0 elsewhere.
     */
    void backward(int step);
  }

  /**
   * The counterpart of a kind.
   *
   * @throws SpecException if this engine has none
   */
  static VectorNeuron of(Neuron neuron) {
    TreeMap<String, VectorNeuron> known =
        ServiceLoader.load(VectorNeuron.class, VectorNeuron.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(VectorNeuron::name, k -> k, (a, b) -> a, TreeMap::new));
    if (!known.containsKey(neuron.name())) {
      throw new SpecException(
          "neuron",
          neuron.name() + ", which engine vector does not compute",
          "one of " + String.join(", ", known.keySet()) + ", or another training.engine");
    }
    return known.get(neuron.name());
  }
}
