package org.keyspike.integer;

/** A place of a state space whose outputs are looked at while the network runs. */
interface PlaceState {
  /** What was put out in the last frame, (N), each 0 to the largest of its code. */
  byte[] bytes();

  /** What it was made of, in 16 bits, (N). */
  int[] potentials();
}
