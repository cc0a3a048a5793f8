package org.keyspike.spotting;

import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;

/** The float network, from the pure steps. */
final class FloatCore implements Core {
  private final NetworkSpec spec;
  private final ReadoutSpec.Keyword readout;
  private final ReferenceNetwork network;
  private final float[] spikes;

  FloatCore(NetworkSpec spec, Parameters parameters) {
    if (!(spec.readout() instanceof ReadoutSpec.Keyword keyword)) {
      throw new SpecException("readout", "frame-wise", "keyword, which has one answer a window");
    }
    this.spec = spec;
    readout = keyword;
    network = new ReferenceNetwork(spec, parameters);
    spikes = new float[spec.readoutInputs()];
  }

  @Override
  public int bands() {
    return spec.features().bands();
  }

  @Override
  public int neurons() {
    return spikes.length;
  }

  @Override
  public int window() {
    return readout.frames();
  }

  @Override
  public void reset() {
    network.reset();
  }

  @Override
  public void step(float[] features) {
    network.step(features);
  }

  @Override
  public int merged(int neuron) {
    return (int) network.merged()[neuron];
  }

  @Override
  public void logits(int[] counts, double[] logits) {
    for (int n = 0; n < spikes.length; n++) {
      spikes[n] = counts[n];
    }
    float[] values = network.logits(spikes, readout.frames());
    for (int k = 0; k < values.length; k++) {
      logits[k] = values[k];
    }
  }
}
