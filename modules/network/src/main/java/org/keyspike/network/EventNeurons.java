package org.keyspike.network;

import java.util.Arrays;

/** The neurons of one {@link EventSite}: of a kind of neuron, with leaks that are not learned. */
final class EventNeurons {
  private final Neuron neuron;
  private final OutputCode code;
  private final float[][] own;
  private final float[][] state;
  private final float[] potentials;
  private final float[] events;

  /**
   * @param layer of which kind they are and what they put out
   * @param thresholdOrNull τ, (N), of graded neurons
   */
  EventNeurons(LayerSpec layer, EventSite site, int neurons, float[] thresholdOrNull) {
    neuron = layer.neuron();
    code = layer.code();
    own =
        thresholdOrNull == null
            ? new float[][] {site.leaks(neurons)}
            : new float[][] {new float[neurons], thresholdOrNull};
    state = new float[neuron.states()][neurons];
    potentials = new float[neurons];
    events = new float[neurons];
  }

  void reset() {
    for (float[] values : state) {
      Arrays.fill(values, 0);
    }
  }

  /** The events of what reaches the neurons in a frame, (N); valid until the next frame. */
  float[] step(float[] inputs) {
    System.arraycopy(inputs, 0, potentials, 0, potentials.length);
    neuron.step(code, own, state, potentials, events);
    return events;
  }
}
