package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A kind of spiking neuron: its parameters and its update, in one place. What every kind shares is
 * outside it: the current I_t = W s^{ℓ−1}_t + b (normalised, with batch norm) + U s^ℓ_{t−1} comes
 * in, spikes go out.
 *
 * <p>Kinds are found by {@link ServiceLoader}: a class annotated with {@code
 * AutoService(Neuron.class)} that has a public constructor without arguments is a kind that recipes
 * can name. An engine that has no counterpart for it says so when a recipe is read.
 */
public interface Neuron {

  /** θ of every float neuron. */
  float THRESHOLD = 1;

  /** The name in recipes and checkpoints. */
  @JsonValue
  String name();

  /** Whether its layer has recurrent weights U. */
  boolean recurrent();

  /** Its own parameters, one value a neuron each, in the order that {@link #step} takes them. */
  List<NeuronParameter> parameters();

  /** How many state values a neuron has; all start at 0. The first is the membrane v. */
  int states();

  /**
   * One step of N neurons.
   *
   * @param code what its layer fires, of the sort {@link #outputs()}
   * @param parameters one array (N) for each of {@link #parameters()}
   * @param state one array (N) for each of {@link #states()}, changed in place
   * @param current I, (N); receives u, the potential before the reset
   * @param outputs s of the step before, (N); receives those of this step
   */
  void step(
      OutputCode code, float[][] parameters, float[][] state, float[] current, float[] outputs);

  /** The sort of outputs that it fires. */
  default OutputCode.Sort outputs() {
    return OutputCode.Sort.SPIKES;
  }

  /** Whether {@link #step} knows spikes that are followed by a {@link Reset#ZERO reset to zero}. */
  default boolean resetsToZero() {
    return false;
  }

  /**
   * The kind that it is once batch norm is folded: itself, unless its parameters are others for the
   * dynamics of another kind.
   */
  default Neuron folded() {
    return this;
  }

  /**
   * Its parameters as those of {@link #folded()}, which then computes the same.
   *
   * @param parameters one array (N) for each of {@link #parameters()}
   * @return one array (N) for each of {@code folded().parameters()}
   */
  default float[][] folded(float[][] parameters) {
    return parameters;
  }

  /** What the integer network and the machine compute it as. */
  IntegerForm integerForm();

  /**
   * Whether its outputs stay as they are when its row of weights, its bias, γ and its threshold are
   * multiplied by the same number: whether it compares its potential with a threshold.
   */
  default boolean scalable() {
    return integerForm() == IntegerForm.LEAKY || integerForm() == IntegerForm.ADAPTIVE;
  }

  /** The updates that the integer contract covers. */
  enum IntegerForm {
    /** Leak, current, threshold, reset. */
    LEAKY,
    /**
     * The same with an adaptation current; needs the parameters {@link Names#adaptationLeak},
     * {@link Names#adaptationCoupling} and {@link Names#adaptationJump}.
     */
    ADAPTIVE,
    /**
     * Leak, current, threshold, no reset, graded outputs; needs the parameters {@link Names#leak}
     * and {@link Names#threshold}.
     */
    GRADED,
    /** None: such a network can be trained and scored in float but not exported. */
    NONE
  }

  /**
   * The kind of a name.
   *
   * @throws SpecException naming the known kinds if there is none
   */
  @JsonCreator
  static Neuron named(String name) {
    TreeMap<String, Neuron> kinds =
        ServiceLoader.load(Neuron.class, Neuron.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .collect(Collectors.toMap(Neuron::name, kind -> kind, (a, b) -> a, TreeMap::new));
    if (!kinds.containsKey(name)) {
      throw new SpecException("neuron", name, "one of " + String.join(", ", kinds.keySet()));
    }
    return kinds.get(name);
  }
}
