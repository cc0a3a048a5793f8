package org.keyspike.simulator.model;

import java.util.Arrays;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.network.NumberFormat;

/** A quantized network that skips nothing: every bit of every activation counts as active. */
record DenseActivations(IntegerModel model) implements Activations {
  @Override
  public int[] inputs(int frame, int bit, int mask) {
    // A channel has one bit and is added once.
    return all(model.channels(), 1);
  }

  @Override
  public int[] spikes(int layer, int frame, int step, int bit) {
    return all(model.layers().get(layer).neurons(), step < 0 ? (1 << model.timeSteps()) - 1 : 1);
  }

  @Override
  public int[] hidden(int frame) {
    int hidden = ((IntegerReadout.Keyword) model.readout()).hidden();
    return all(hidden, NumberFormat.HIDDEN_MAX);
  }

  @Override
  public boolean spiking() {
    return false;
  }

  private static int[] all(int count, int value) {
    int[] values = new int[count];
    Arrays.fill(values, value);
    return values;
  }
}
