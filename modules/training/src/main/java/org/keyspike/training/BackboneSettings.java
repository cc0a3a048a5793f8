package org.keyspike.training;

import java.util.List;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.StateSpaceSpec;

/**
 * The shape of a network between encoder and readout: keys of the recipe's {@code network}.
 *
 * @param backbone what lies there
 * @param layers neurons of each layer, or channels of each block, first to last
 * @param stateSpace what the blocks share; unused without them
 */
public record BackboneSettings(Backbone backbone, List<Integer> layers, StateSpaceSpec stateSpace) {

  /**
   * Checks that the state space has an effect.
   *
   * @throws SpecException if it is set and there is none
   */
  public BackboneSettings {
    if (backbone != Backbone.SSM && !stateSpace.equals(StateSpaceSpec.USUAL)) {
      throw new SpecException(
          "stateSpace",
          "set with network.backbone recurrent, which does not use it",
          "nothing, or network.backbone ssm");
    }
  }

  /** Layers without a state space. */
  public static BackboneSettings layers(List<Integer> neurons) {
    return new BackboneSettings(Backbone.RECURRENT, neurons, StateSpaceSpec.USUAL);
  }

  /** The same with layers of other sizes. */
  BackboneSettings withLayers(List<Integer> neurons) {
    return new BackboneSettings(backbone, List.copyOf(neurons), stateSpace);
  }

  /** What the blocks share, or null where there are layers. */
  StateSpaceSpec stateSpaceOrNull() {
    return backbone == Backbone.SSM ? stateSpace : null;
  }

  /**
   * Refuses settings of neurons that a state space cannot have.
   *
   * @param blocks as the settings make them
   * @throws SpecException naming the key
   */
  void require(List<LayerSpec> blocks, SignalSettings signals, int timeSteps) {
    if (backbone != Backbone.SSM) {
      return;
    }
    stateSpace.requireBlocks(blocks, timeSteps);
    require(
        blocks.get(0).batchNorm(),
        "batchNorm",
        "false",
        "true: by its shifts states take part from the start");
    require(
        signals.delays().most() == 0 || signals.delays().firstLayer(),
        "delays.firstLayer",
        "false",
        "true: only the encoder's channels come late");
    require(
        signals.activation().sparsity() == 0,
        "activation.sparsity",
        signals.activation().sparsity(),
        "0: thresholds are learned");
  }

  /** Refuses rules other than backpropagation through time, which know no states. */
  void require(LearningRule rule) {
    if (backbone == Backbone.SSM) {
      require(rule instanceof Bptt, "training.rule", rule.name(), new Bptt().name());
    }
  }

  private static void require(boolean right, String key, Object found, String expected) {
    if (!right) {
      throw new SpecException(key, found + " with network.backbone ssm", expected);
    }
  }
}
