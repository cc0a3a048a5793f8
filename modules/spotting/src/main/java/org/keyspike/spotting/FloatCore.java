package org.keyspike.spotting;

import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;

/** The float network, from the pure steps; its logits are rounded to multiples of 2^−10. */
final class FloatCore implements Core {
  private static final int LOGIT_FRACTION = 10;
  private static final float FEATURE_UNIT = 1f / (1 << NumberFormat.FEATURE_FRACTION);

  private final ReadoutSpec.Keyword readout;
  private final ReferenceNetwork network;
  private final int[] kept;
  private final float[] input;
  private final float[] outputs;

  /** What one unit of the last layer's outputs stands for: 1 of spikes. */
  private final float unit;

  private final byte[] merged;
  private final int[] logits;

  /**
   * @param kept the network's bands among those of the front end, (C)
   */
  FloatCore(NetworkSpec spec, Parameters parameters, int[] kept) {
    if (!(spec.readout() instanceof ReadoutSpec.Keyword keyword)) {
      throw new SpecException("readout", "frame-wise", "keyword, which has one answer a window");
    }
    readout = keyword;
    network = new ReferenceNetwork(spec, parameters);
    this.kept = kept;
    input = new float[kept.length];
    outputs = new float[spec.readoutInputs()];
    unit = spec.layers().get(spec.layers().size() - 1).code().unit();
    merged = new byte[outputs.length];
    logits = new int[keyword.classes()];
  }

  @Override
  public int neurons() {
    return outputs.length;
  }

  @Override
  public int window() {
    return readout.frames();
  }

  @Override
  public int logitFraction() {
    return LOGIT_FRACTION;
  }

  @Override
  public void reset() {
    network.reset();
  }

  @Override
  public void step(float[] features) {
    for (int c = 0; c < kept.length; c++) {
      input[c] = features[kept[c]];
    }
    network.step(input);
  }

  @Override
  public void step(byte[] units) {
    for (int c = 0; c < kept.length; c++) {
      input[c] = (units[kept[c]] & 0xFF) * FEATURE_UNIT;
    }
    network.step(input);
  }

  @Override
  public byte[] merged() {
    float[] last = network.merged();
    for (int n = 0; n < merged.length; n++) {
      merged[n] = (byte) (last[n] / unit);
    }
    return merged;
  }

  @Override
  public int[] logits(int[] counts) {
    for (int n = 0; n < outputs.length; n++) {
      outputs[n] = counts[n] * unit;
    }
    float[] values = network.logits(outputs, readout.frames());
    for (int k = 0; k < logits.length; k++) {
      logits[k] = rounded(values[k]);
    }
    return logits;
  }

  /** ⌊2¹⁰ z + ½⌋, at most 32 bits: a cast saturates. */
  private static int rounded(float logit) {
    return (int) Math.floor(Math.scalb((double) logit, LOGIT_FRACTION) + 0.5);
  }
}
