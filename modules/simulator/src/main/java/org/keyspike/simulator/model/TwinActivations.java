package org.keyspike.simulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.integer.IntegerModel;

/**
 * The activations of a quantized network that stands beside a spiking one. Its encoder says what
 * that of the spiking network says, and its readout has the same hidden values. The activations of
 * its layers are drawn, as nobody trained it: 0 with a probability, else one of 1 to 2^TS − 1, each
 * as likely.
 *
 * @param measured activations of the spiking network
 * @param drawn of each layer, (T, N) at the neurons that the network has
 */
record TwinActivations(TraceActivations measured, List<byte[]> drawn) implements Activations {
  private static final long SEED = 1;

  static TwinActivations of(TraceActivations measured, double zeros) {
    SplittableRandom random = new SplittableRandom(SEED);
    int largest = (1 << measured.model().timeSteps()) - 1;
    List<byte[]> drawn = new ArrayList<>();
    for (int l = 0; l < measured.model().layers().size(); l++) {
      byte[] values = new byte[measured.trace().frames() * measured.places().get(l + 1).length];
      for (int i = 0; i < values.length; i++) {
        boolean zero = random.nextDouble() < zeros;
        values[i] = (byte) (zero ? 0 : 1 + random.nextInt(largest));
      }
      drawn.add(values);
    }
    return new TwinActivations(measured, drawn);
  }

  @Override
  public int[] inputs(int frame, int bit, int mask) {
    // A channel has one bit and is added once.
    return measured.inputs(frame, bit, 1);
  }

  @Override
  public int[] spikes(int layer, int frame, int step, int bit) {
    IntegerModel model = measured.model();
    int[] masks = new int[model.layers().get(layer).neurons()];
    if (frame >= 0) {
      int[] seen = measured.places().get(layer + 1);
      for (int i = 0; i < seen.length; i++) {
        int value = drawn.get(layer)[frame * seen.length + i];
        masks[seen[i]] = step < 0 ? value : value >> step & 1;
      }
    }
    return masks;
  }

  @Override
  public int[] hidden(int frame) {
    return measured.hidden(frame);
  }

  @Override
  public boolean spiking() {
    return false;
  }
}
