package org.keyspike.engine.vector;

import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keyspike.network.Neuron;
import org.keyspike.network.SpecException;

/**
 * A kind of neuron in this engine: the counterpart of the {@link Neuron} of the same name, found by
 * {@link ServiceLoader}. It is plain loops over the rows of one step, forward and backward; the
 * layer around it does what all kinds share: currents, recurrent weights, what goes to other
 * layers.
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
     * What a clip's neurons put out at a step and what is left in them: finds {@link
     * NeuronRows#spikes} and {@link NeuronRows#membranes} from the step's potentials. {@link
     * NeuronRows#fire} does it for neurons that spike. On the way back it is asked again, of every
     * step.
     */
    void fire(int step, int clip);

    /**
     * The derivatives of a clip's outputs by its potentials at a step, for {@link
     * NeuronRows#slopes}, not negative. {@link NeuronRows#surrogate} finds them for neurons that
     * spike. Learning by desires does not ask for them.
     */
    void slope(int step, int clip);

    /**
     * Whether a gradient by an output counts only where {@link NeuronRows#slopes} is not 0, and may
     * be 0 elsewhere.
     */
    default boolean heedsSlopesAlone() {
      return true;
    }

    /**
     * One step backward: replaces the gradients by outputs in {@link NeuronRows#gradients} by
     * gradients by currents, and adds to the gradients of the kind's own parameters.
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
