package org.keyspike.simulator.model;

import java.util.List;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;
import org.keyspike.network.NumberFormat;

/**
 * The activations of a trace: what a network answered to a clip.
 *
 * @param model as the machine stores it, perhaps with rows put back
 * @param places where each band (place 0) and each neuron of population ℓ (place ℓ) lies in it
 * @param features (T, C) unsigned bytes
 * @param trace of the network without rows put back
 */
record TraceActivations(IntegerModel model, List<int[]> places, byte[] features, Trace trace)
    implements Activations {

  @Override
  public int[] inputs(int frame, int bit, int mask) {
    int[] seen = places.get(0);
    int bands = model.features().bands();
    int[] masks = new int[model.channels()];
    if (frame < 0) {
      return masks;
    }
    boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
    int kinds = masks.length / bands;
    for (int kind = 0; kind < kinds; kind++) {
      for (int band = 0; band < seen.length; band++) {
        int value =
            direct
                ? features[frame * seen.length + band] >> bit & 1
                : trace.encoderSpikes()[(frame * kinds + kind) * seen.length + band];
        masks[kind * bands + seen[band]] = value * mask;
      }
    }
    return masks;
  }

  @Override
  public int[] spikes(int layer, int frame, int step, int bit) {
    int[] seen = places.get(layer + 1);
    int[] masks = new int[model.populations().get(layer).neurons()];
    if (frame < 0) {
      return masks;
    }
    byte[] spikes = trace.spikes().get(layer);
    for (int k = 0; k < trace.timeSteps(); k++) {
      if (step < 0 || step == k) {
        int from = (frame * trace.timeSteps() + k) * seen.length;
        for (int i = 0; i < seen.length; i++) {
          int output = spikes[from + i];
          boolean spike = bit < 0 ? output != 0 : (output >> bit & 1) != 0;
          masks[seen[i]] |= (spike ? 1 : 0) << (step < 0 ? k : 0);
        }
      }
    }
    return masks;
  }

  @Override
  public int[] hidden(int frame) {
    IntegerReadout.Keyword keyword = (IntegerReadout.Keyword) model.readout();
    int last = model.populations().size() - 1;
    int[] counts = new int[keyword.inputs()];
    int[] seen = places.get(last + 1);
    byte[] outputs = trace.spikes().get(last);
    for (int i = 0; i < (frame + 1) * trace.timeSteps() * seen.length; i++) {
      counts[seen[i % seen.length]] += outputs[i];
    }
    int[] hidden = new int[keyword.hidden()];
    IntegerMatrix map = keyword.hiddenWeight();
    int half = keyword.hiddenShift() == 0 ? 0 : 1 << keyword.hiddenShift() - 1;
    for (int r = 0; r < hidden.length; r++) {
      int sum = keyword.hiddenBias().get(r);
      for (int n = 0; n < counts.length; n++) {
        sum += map.get(r, n) * counts[n];
      }
      int rounded = Math.max(0, sum) + half >> keyword.hiddenShift();
      hidden[r] = Math.min(NumberFormat.HIDDEN_MAX, rounded);
    }
    return hidden;
  }

  @Override
  public boolean spiking() {
    return true;
  }
}
