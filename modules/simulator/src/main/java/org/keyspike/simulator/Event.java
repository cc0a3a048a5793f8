package org.keyspike.simulator;

/** An event that is counted besides accesses to memories. */
public enum Event {
  /** Cycles, stalls among them. */
  CYCLES("cycles"),
  /** Cycles in which a unit waited for a port or for a word that was on its way. */
  STALLS("stalls"),
  /** Inputs that the zero-skip unit handed to the lanes. */
  BROADCASTS("broadcasts"),
  /** Spike words without a spike, each a cycle. */
  EMPTY_WORDS("emptyWords"),
  /** A weight that is not 0, or not gated, added for one time step that it serves. */
  ACCUMULATIONS("accumulations"),
  /** The same for a weight of 0 whose lane did not switch. */
  GATED_ACCUMULATIONS("gatedAccumulations"),
  /** Of the accumulations those whose weight is shifted by an output that is a power of two. */
  SHIFTS("shifts"),
  /** Neurons leaked, compared and reset, once a time step. */
  UPDATES("updates"),
  /** Of these the ones that adapt, each two more products. */
  ADAPTATIONS("adaptations"),
  /** Comparisons of neurons that fire powers of two with all levels but the highest. */
  COMPARISONS("comparisons"),
  /**
   * Numbers that a state space turned into events, gates, exponents or steps, each compared with
   * its thresholds.
   */
  CODINGS("codings"),
  /**
   * Numbers that the state unit shifted and added: events that states took, states that it read.
   */
  STATE_TERMS("stateTerms"),
  /** Bands encoded. */
  ENCODINGS("encodings"),
  /** Sums of a readout written back, rounded or put out as logits. */
  READOUTS("readouts");

  static final int COUNT = values().length;

  private final String key;

  Event(String key) {
    this.key = key;
  }

  /** Its name in JSON. */
  public String key() {
    return key;
  }
}
