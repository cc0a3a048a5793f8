package org.keyspike.analysis.throughput;

import org.keyspike.network.EncoderSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ReadoutSpec;

/**
 * The multiply-adds that a dense engine does for one clip in a training step.
 *
 * <p>A map of M inputs to N outputs takes MN forward, MN for the gradient by its weights and MN for
 * the gradient by its inputs. W and U of every layer are applied at every step of every frame, a
 * keyword readout's two maps once a clip, a frame-wise readout's map once a frame. The gradient by
 * the first layer's inputs is left out where nothing before it learns. Biases, neurons, loss and
 * the update are not counted.
 */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /** Of a clip of T frames. */
  static long ofClip(NetworkSpec spec, int frames) {
    long steps = (long) frames * spec.timeSteps();
    long all = 0;
    for (int l = 0; l < spec.layers().size(); l++) {
      long neurons = spec.layers().get(l).neurons();
      boolean inputsLearn = l > 0 || !(spec.encoder() instanceof EncoderSpec.Direct);
      all += steps * spec.inputs(l) * neurons * (inputsLearn ? 3 : 2);
      if (spec.layers().get(l).neuron().recurrent()) {
        all += steps * neurons * neurons * 3;
      }
    }
    long last = spec.readoutInputs();
    if (spec.readout() instanceof ReadoutSpec.Keyword keyword) {
      return all + 3 * (last * keyword.hidden() + (long) keyword.hidden() * keyword.classes());
    }
    return all + 3 * frames * last * spec.readout().classes();
  }
}
