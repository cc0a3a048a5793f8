package org.keyspike.simulator.machine;

import org.keyspike.integer.IntegerCode;

/** A unit whose outputs a recorder looks at after every frame. */
interface RecordedPopulation {
  /** What its neurons, or gates, put out. */
  IntegerCode code();

  /** Where that is in the spike memory. */
  SpikeRegion outputs();

  /** What it was made of at a step of the last frame: a look from outside, not a memory. */
  int[] potentials(int step);

  /** w of every neuron at a step of the last frame, or empty without adaptation. */
  int[] adaptations(int step);

  /** Whether its neurons adapt. */
  boolean adaptive();
}
