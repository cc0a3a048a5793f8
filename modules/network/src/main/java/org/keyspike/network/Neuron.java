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
   * @param parameters one array (N) for each of {@link #parameters()}
   * @param state one array (N) for each of {@link #states()}, changed in place
   * @param current I, (N); receives u, the potential before the reset
   * @param spikes s of the step before, (N); receives those of this step, each 0 or 1
   */
  void step(float[][] parameters, float[][] state, float[] current, float[] spikes);

  /** What the integer network and the machine compute it as. */
  IntegerForm integerForm();

  /** The updates that the integer contract covers. */
  enum IntegerForm {
    /** Leak, current, threshold, soft reset. */
    LEAKY,
    /**
     * The same with an adaptation current; needs the parameters {@link Names#adaptationLeak},
     * {@link Names#adaptationCoupling} and {@link Names#adaptationJump}.
     */
    ADAPTIVE,
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
