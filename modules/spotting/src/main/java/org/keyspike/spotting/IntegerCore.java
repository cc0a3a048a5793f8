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
  private final int[] kept;
  private final byte[] input;

  /**
   * @param kept the network's bands among those of the front end, (C)
   */
  IntegerCore(IntegerModel model, int[] kept) {
    if (!(model.readout() instanceof IntegerReadout.Keyword keyword)) {
      throw new SpecException("readout", "frame-wise", "keyword, which has one answer a window");
    }
    network = new IntegerNetwork(model);
    readout = keyword;
    this.kept = kept;
    input = new byte[kept.length];
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
  public int logitFraction() {
    return readout.logitFraction();
  }

  @Override
  public void reset() {
    network.reset();
  }

  @Override
  public void step(float[] features) {
    for (int c = 0; c < kept.length; c++) {
      input[c] = (byte) FeatureQuantizer.quantize(features[kept[c]]);
    }
    network.step(input);
  }

  @Override
  public void step(byte[] units) {
    for (int c = 0; c < kept.length; c++) {
      input[c] = units[kept[c]];
    }
    network.step(input);
  }

  @Override
  public byte[] merged() {
    return network.merged();
  }

  @Override
  public int[] logits(int[] counts) {
    return network.logits(counts);
  }
}
