package org.keyspike.integer;

import java.util.Map;
import java.util.TreeMap;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NeuronParameter;
import org.keyspike.network.ParameterSpec.Role;
import org.keyspike.network.SpecException;

/**
 * The contract of the integer form: which networks can be quantized, exported and run on a machine.
 */
public final class IntegerContract {
  private IntegerContract() {}

  /**
   * Refuses a network that can be trained but never exported, before anybody trains it.
   *
   * @param spec float or with a number format, batch norm folded or not
   * @throws SpecException naming the layer and its kind of neuron, if it has no integer form, or
   *     not exactly the parameters of the form that it names
   */
  public static void requireExportable(NetworkSpec spec) {
    if (spec.stateSpace() != null) {
      // Whatever a state space may have has an integer form.
      return;
    }
    for (int l = 0; l < spec.layers().size(); l++) {
      Neuron neuron = spec.layers().get(l).neuron().folded();
      if (neuron.integerForm() == Neuron.IntegerForm.NONE) {
        throw new SpecException(
            "neuron of layer " + (l + 1),
            neuron.name() + ", which has no integer form",
            "one that can be exported, such as rlif");
      }
      Map<String, Role> found = new TreeMap<>();
      for (NeuronParameter parameter : neuron.parameters()) {
        found.put(Names.own(l, parameter.name()), parameter.role());
      }
      Map<String, Role> needed = parameters(l, neuron);
      if (!found.equals(needed)) {
        throw new SpecException(
            "neuron of layer " + (l + 1),
            neuron.name() + " with the parameters " + found,
            needed + ", which the integer form " + neuron.integerForm() + " has");
      }
    }
  }

  static boolean adaptive(NetworkSpec spec, int layer) {
    return spec.layers().get(layer).neuron().integerForm() == Neuron.IntegerForm.ADAPTIVE;
  }

  static boolean graded(NetworkSpec spec, int layer) {
    return spec.layers().get(layer).neuron().integerForm() == Neuron.IntegerForm.GRADED;
  }

  private static Map<String, Role> parameters(int l, Neuron neuron) {
    Map<String, Role> needed = new TreeMap<>();
    needed.put(Names.leak(l), Role.LEAK);
    if (neuron.integerForm() == Neuron.IntegerForm.ADAPTIVE) {
      needed.put(Names.adaptationLeak(l), Role.LEAK);
      needed.put(Names.adaptationCoupling(l), Role.COUPLING);
      needed.put(Names.adaptationJump(l), Role.JUMP);
    }
    if (neuron.integerForm() == Neuron.IntegerForm.GRADED) {
      needed.put(Names.threshold(l), Role.THRESHOLD);
    }
    return needed;
  }
}
