package org.keyspike.integer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A network of layers of neurons while it runs. */
final class LayerNetwork implements IntegerRun {
  private final LayeredModel model;
  private final EncoderState encoder;
  private final byte[] encoderSpikes;
  private final ActiveInputs encoded;
  private final LayerState[] layers;
  private final byte[] merged;
  private final int[] counts;
  private final ReadoutState readout;

  LayerNetwork(LayeredModel model) {
    this.model = model;
    encoder = EncoderState.of(model.encoder());
    encoderSpikes = new byte[encoder == null ? 0 : model.channels()];
    encoded = new ActiveInputs(encoderSpikes.length);
    layers =
        IntStream.range(0, model.layers().size())
            .mapToObj(l -> new LayerState(model, l))
            .toArray(LayerState[]::new);
    merged = new byte[model.readout().inputs()];
    counts = new int[model.readout().inputs()];
    readout = new ReadoutState(model.readout());
  }

  @Override
  public void reset() {
    if (encoder != null) {
      encoder.reset();
    }
    for (LayerState layer : layers) {
      layer.reset();
    }
    Arrays.fill(encoderSpikes, (byte) 0);
    Arrays.fill(merged, (byte) 0);
    Arrays.fill(counts, 0);
  }

  @Override
  public void step(byte[] features, int offset) {
    LayerState first = layers[0];
    if (encoder != null) {
      encoder.step(features, offset, encoderSpikes, encoded);
      first.feed(0, encoded);
    } else {
      first.feedFeatures(features, offset, model.features().bands());
    }
    Arrays.fill(merged, (byte) 0);
    for (int k = 0; k < model.timeSteps(); k++) {
      first.update(k);
      ActiveInputs outputs = first.active(k);
      for (int l = 1; l < layers.length; l++) {
        LayerState layer = layers[l];
        layer.feed(k, outputs);
        layer.update(k);
        outputs = layer.active(k);
      }
      outputs.countInto(merged);
      outputs.countInto(counts);
    }
  }

  @Override
  public byte[] encoderSpikes() {
    return encoderSpikes;
  }

  @Override
  public byte[] spikes(int layer, int step) {
    return layers[layer].spikes(step);
  }

  @Override
  public int[] potentials(int layer, int step) {
    return layers[layer].potentials(step);
  }

  @Override
  public int[] adaptations(int layer, int step) {
    return layers[layer].adaptations(step);
  }

  @Override
  public byte[] merged() {
    return merged;
  }

  @Override
  public int[] counts() {
    return counts;
  }

  @Override
  public int[] logits(int[] others) {
    return readout.logits(others, merged);
  }

  @Override
  public int[] hidden() {
    return readout.hidden();
  }

  @Override
  public List<BlockState> blocks() {
    return List.of();
  }
}
