package org.keyspike.simulator.machine;

/**
 * The place of a layer in the memories.
 *
 * @param weight W
 * @param recurrent U, or null
 * @param shiftWeight left shift of W s
 * @param shiftRecurrent left shift of U s
 * @param spikes its regions in the spike memory, by parity of the frame and by step
 */
public record LayerPlace(
    MatrixPlace weight,
    MatrixPlace recurrent,
    int shiftWeight,
    int shiftRecurrent,
    int[][] spikes) {

  int neurons() {
    return weight.rows();
  }

  int groups() {
    return weight.groups();
  }
}
