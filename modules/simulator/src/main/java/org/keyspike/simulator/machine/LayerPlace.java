package org.keyspike.simulator.machine;

/**
 * The place of a layer in the memories.
 *
 * @param weight W
 * @param recurrent U, or null
 * @param shiftWeight left shift of W s
 * @param shiftRecurrent left shift of U s
 * @param spikes its regions in the spike memory, by parity of the frame and by step
 * @param parameters its first word in the parameter memory: a word for each group, then, if it
 *     adapts, another one for each
 * @param membranes its first word in the membrane memory: v of each group, then, if it adapts, w
 */
public record LayerPlace(
    MatrixPlace weight,
    MatrixPlace recurrent,
    int shiftWeight,
    int shiftRecurrent,
    int[][] spikes,
    int parameters,
    int membranes) {

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
