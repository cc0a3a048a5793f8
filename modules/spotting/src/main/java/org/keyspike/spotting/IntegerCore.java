package org.keyspike.spotting;

import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.network.SpecException;

/** The integer network: what the machine computes. */
final class IntegerCore implements Core {
  private final IntegerNetwork network;
  private final IntegerReadout.Keyword readout;
  private final byte[] units;

  IntegerCore(IntegerModel model) {
    if (!(model.readout() instanceof IntegerReadout.Keyword keyword)) {
      throw new SpecException("readout", "frame-wise", "keyword, which has one answer a window");
    }
    network = new IntegerNetwork(model);
    readout = keyword;
    units = new byte[model.features().bands()];
  }

  @Override
  public int bands() {
    return units.length;
  }

  @Override
  public int neurons() {
    return readout.inputs();
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
    for (int c = 0; c < units.length; c++) {
      units[c] = (byte) FeatureQuantizer.quantize(features[c]);
    }
    network.step(units);
  }

  @Override
  public int merged(int neuron) {
    return network.merged()[neuron];
  }

  @Override
  public void logits(int[] counts, double[] logits) {
    int[] units = network.logits(counts);
    for (int k = 0; k < units.length; k++) {
      logits[k] = units[k] * readout.logitUnit();
    }
  }
}
