package org.keyspike.spotting;

/** A network without its readout's memory: frames in, the last layer's outputs out. */
interface Core {
  /** N of the last layer. */
  int neurons();

  /** T. */
  int window();

  /** f: one unit of a logit stands for 2^−f of the float network's logit. */
  int logitFraction();

  void reset();

  /** Takes one frame of a float front end, all bands. */
  void step(float[] features);

  /** Takes one frame of an integer front end, all bands, unsigned bytes of unit 1/16. */
  void step(byte[] units);

  /**
   * Outputs of the last layer in the last frame, summed over its steps, (N), of spikes each 0 to
   * TS; changes with the next frame.
   */
  byte[] merged();

  /**
   * The logits of counts of these, (K), an array that is used again.
   *
   * @param counts (N), over T frames and their steps
   */
  int[] logits(int[] counts);
}
