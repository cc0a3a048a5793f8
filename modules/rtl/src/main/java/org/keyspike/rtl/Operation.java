package org.keyspike.rtl;

/** What an instruction has the machine do; the ordinal is its number in the Verilog. */
enum Operation {
  /** A scan of spike words for one group of lanes. */
  SCAN,
  /** The collection of inputs that come late, for several groups. */
  COLLECT,
  /** Features of a group of bands to spikes. */
  ENCODE,
  /** Features of all bands to bit planes. */
  SPREAD,
  /** Leak, threshold, reset, adaptation of a group. */
  UPDATE,
  /** Sums of a group of hidden units, from frame to frame. */
  ACCUMULATE,
  /** Logits of a group. */
  ANSWER,
  /** Sums of a group of hidden units to 8 bits. */
  ROUND
}
