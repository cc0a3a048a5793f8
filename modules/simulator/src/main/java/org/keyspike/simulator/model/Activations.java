package org.keyspike.simulator.model;

/**
 * The activations in the frames of a clip: all that counts depend on. Bit k of a mask is step k.
 */
interface Activations {
  /**
   * The channels of the first layer, which are the same in every step; none before the first frame.
   *
   * @param bit of the features; 0 with an encoder
   * @param mask of a channel that is active
   */
  int[] inputs(int frame, int bit, int mask);

  /**
   * The neurons of a population (from 0), a layer as a rule, in a frame; none before the first.
   *
   * @param step one step, whose spikes are bit 0, or −1 for all
   * @param bit of a graded output that counts as its spike; −1 for any of them
   */
  int[] spikes(int layer, int frame, int step, int bit);

  /** The hidden layer of a keyword readout that decides after a frame. */
  int[] hidden(int frame);

  /** Whether neurons have membranes and are updated in every step, rather than once a frame. */
  boolean spiking();
}
