package org.keyspike.simulator.machine;

import org.keyspike.integer.IntegerCode;

/**
 * The place of a layer in the memories.
 *
 * @param weight W
 * @param recurrent U, or null
 * @param shiftWeight left shift of W s
 * @param shiftRecurrent left shift of U s
 * @param code what its neurons fire
 * @param outputs where that is in the spike memory
 * @param delaysOrNull of its inputs, or null without delays
 * @param dueOrNull where those that are due are collected, once for several groups; null if there
 *     is one group, whose scan puts them together, and without delays
 * @param parameters its first word in the parameter memory: a word for each group, then, if it
 *     adapts, another one for each
 * @param membranes its first word in the membrane memory: v of each group, then, if it adapts, w
 */
public record LayerPlace(
    MatrixPlace weight,
    MatrixPlace recurrent,
    int shiftWeight,
    int shiftRecurrent,
    IntegerCode code,
    SpikeRegion outputs,
    DelayPlace delaysOrNull,
    SpikeRegion dueOrNull,
    int parameters,
    int membranes) {

  /** The same with delays of its inputs. */
  LayerPlace withDelays(DelayPlace place, SpikeRegion due) {
    return new LayerPlace(
        weight,
        recurrent,
        shiftWeight,
        shiftRecurrent,
        code,
        outputs,
        place,
        due,
        parameters,
        membranes);
  }

  int neurons() {
    return weight.rows();
  }

  int groups() {
    return weight.groups();
  }

  /** Where leak, threshold and bias of a group are. */
  public int parameterWord(int group) {
    return parameters + group;
  }

  /** Where q_ρ, q_a and γ of a group are. */
  public int adaptationParameterWord(int group) {
    return parameters + groups() + group;
  }

  /** Where v of a group is. */
  public int membraneWord(int group) {
    return membranes + group;
  }

  /** Where w of a group is. */
  public int adaptationWord(int group) {
    return membranes + groups() + group;
  }
}
