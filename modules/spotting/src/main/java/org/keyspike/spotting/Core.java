package org.keyspike.spotting;

/** A network without its readout's memory: frames in, the last layer's spikes out. */
interface Core {
  /** C. */
  int bands();

  /** N of the last layer. */
  int neurons();

  /** T. */
  int window();

  void reset();

  /** Takes one frame of C features. */
  void step(float[] features);

  /** Spikes of a neuron of the last layer in the last frame, 0 to TS. */
  int merged(int neuron);

  /**
   * The logits of spike counts, (K), in the float network's unit.
   *
   * @param counts (N), over T frames and their steps
   * @param logits receives them
   */
  void logits(int[] counts, double[] logits);
}
