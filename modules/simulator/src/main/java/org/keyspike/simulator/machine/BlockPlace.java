package org.keyspike.simulator.machine;

/**
 * The place of a block of a state space in the memories.
 *
 * @param in its first map
 * @param shiftIn left shift of its sums
 * @param out its second map
 * @param shiftOut left shift of its sums
 * @param events where u, x, gates and y′ are in the spike memory
 * @param parameters first words in the parameter memory
 * @param membranes first words of neurons in the membrane memory
 * @param states first words of states, stamps and clocks in the membrane memory
 */
record BlockPlace(
    MatrixPlace in,
    int shiftIn,
    MatrixPlace out,
    int shiftOut,
    BlockPlace.Events events,
    BlockPlace.Parameters parameters,
    BlockPlace.Membranes membranes,
    BlockPlace.States states) {
  /** The word of what is not there. */
  static final int NONE = -1;

  /** The regions of u, x, gates and y′. */
  record Events(SpikeRegion stream, SpikeRegion value, SpikeRegion gate, SpikeRegion output) {}

  /**
   * Words of parameters: of each group of the first map's rows (biases, and leaks and thresholds of
   * E_x), of channels (leaks and thresholds of E_y), and of the second map's rows (biases, and
   * leaks and thresholds of the neurons behind the block).
   */
  record Parameters(int in, int channels, int out) {}

  /** Words of E_u, E_x and E_y; none of graded neurons. */
  record Membranes(int stream, int value, int output) {}

  /** Words of states, a row of channels each, of stamps and of clocks. */
  record States(int rows, int stamps, int clocks) {}
}
