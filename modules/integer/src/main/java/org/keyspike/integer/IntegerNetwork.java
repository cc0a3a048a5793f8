package org.keyspike.integer;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The integer network, frame by frame. State starts at 0. One instance follows one stream; it is
 * not thread-safe, and nothing is allocated per frame.
 *
 * <p>The arrays it returns are its own: they show the last frame, change with the next one, and
 * must not be written to.
 */
public final class IntegerNetwork {
  private final IntegerModel model;
  private final EncoderState encoder;
  private final byte[] encoderSpikes;
  private final ActiveInputs encoded;
  private final LayerState[] layers;
  private final byte[] merged;
  private final int[] counts;
  private final ReadoutState readout;

  public IntegerNetwork(IntegerModel model) {
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

  public IntegerModel model() {
    return model;
  }

  /** Back to the state before the first frame. */
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

  /** Takes one frame of C features, unsigned bytes. */
  public void step(byte[] features) {
    step(features, 0);
  }

  /** Takes one frame of C features, unsigned bytes from {@code offset}. */
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

  /** The encoder's spikes, (4C) or (2C), each 0 or 1; empty with a direct encoder. */
  public byte[] encoderSpikes() {
    return encoderSpikes;
  }

  /**
   * The outputs of a layer (from 0) at a step of the last frame, (N), each 0 to the largest of its
   * code: 0 or 1 where it fires spikes.
   */
  public byte[] spikes(int layer, int step) {
    return layers[layer].spikes(step);
  }

  /** u, before the reset, of a layer (from 0) at a step of the last frame, (N). */
  public int[] potentials(int layer, int step) {
    return layers[layer].potentials(step);
  }

  /**
   * w of a layer (from 0) at a step of the last frame, (N); empty for a layer without adaptation.
   */
  public int[] adaptations(int layer, int step) {
    return layers[layer].adaptations(step);
  }

  /**
   * The last layer's outputs of the last frame, summed over its steps, (N), each 0 to TS times the
   * largest of its code.
   */
  public byte[] merged() {
    return merged;
  }

  /** The last layer's outputs since the reset, summed over frames and steps, (N). */
  public int[] counts() {
    return counts;
  }

  /** The logits now, (K): of the last frame, or of all outputs since the reset. */
  public int[] logits() {
    return readout.logits(counts, merged);
  }

  /**
   * The logits of other counts, (K): of the last T frames of a stream, say.
   *
   * @param others the last layer's outputs, (N), summed over T frames and their steps; a frame-wise
   *     readout does not look at them
   */
  public int[] logits(int[] others) {
    return readout.logits(others, merged);
  }

  /** h', (R), as of the last call of {@link #logits}; empty with a frame-wise readout. */
  public int[] hidden() {
    return readout.hidden();
  }
}
