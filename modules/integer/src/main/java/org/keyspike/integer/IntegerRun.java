package org.keyspike.integer;

import java.util.List;

/**
 * What an {@link IntegerNetwork} does, of one kind of model; each method says what is said there.
 */
interface IntegerRun {
  void reset();

  void step(byte[] features, int offset);

  byte[] encoderSpikes();

  byte[] spikes(int population, int step);

  int[] potentials(int population, int step);

  int[] adaptations(int population, int step);

  byte[] merged();

  int[] counts();

  int[] logits(int[] others);

  int[] hidden();

  /** The blocks of a state space; none where there are layers. */
  List<BlockState> blocks();
}
