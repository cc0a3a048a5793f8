package org.keyspike.network;

/**
 * A place of a state-space network where neurons make events of what reaches them. Neurons that
 * spike have fixed leaks β there, one minus a power of two each, so that a leak is a shift and a
 * subtraction.
 */
public enum EventSite {
  /** u = E_u(r), which a block reads of the stream. */
  STREAM("stream", 0, 0.5f, 0.75f, 0.875f, 0.9375f),
  /** x = E_x(x̂), which states take. */
  VALUE("value", 0, 0.5f, 0.75f),
  /** y′ = E_y(g ⊙ y), which a block adds to the stream. */
  OUTPUT("output", 0, 0.5f, 0.75f),
  /** E = E_last(r), behind the last block. */
  LAST("output", 0.5f, 0.75f, 0.875f, 0.5f);

  private final String part;
  private final float[] leaks;

  EventSite(String part, float... leaks) {
    this.part = part;
    this.leaks = leaks;
  }

  /** The part of the name of its parameters and its population. */
  String part() {
    return part;
  }

  /** β of a neuron by its number. */
  public float leak(int neuron) {
    return leaks[neuron % leaks.length];
  }

  /** β of the first N neurons, (N). */
  public float[] leaks(int neurons) {
    float[] all = new float[neurons];
    for (int n = 0; n < neurons; n++) {
      all[n] = leak(n);
    }
    return all;
  }
}
