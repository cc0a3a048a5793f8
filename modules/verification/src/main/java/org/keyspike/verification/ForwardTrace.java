package org.keyspike.verification;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Trace;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.training.Activity;

/** The trace of quantization-aware training's forward pass, in the integers that it stands for. */
final class ForwardTrace {
  /** Stands for a logit that is no multiple of its unit; the integer network never says it. */
  static final int OFF_GRID = Integer.MIN_VALUE;

  private ForwardTrace() {}

  /**
   * The trace of one clip of a batch, without potentials.
   *
   * @param spec with a number format
   * @param row which clip
   */
  static Trace of(NetworkSpec spec, Batch batch, Activity activity, int row) {
    int frames = batch.lengths()[row];
    int steps = spec.timeSteps();
    int channels = activity.encoderSpikes().length / (batch.size() * batch.frames());
    byte[] encoder =
        spikes(activity.encoderSpikes(), row * batch.frames() * channels, frames * channels);
    List<byte[]> spikes = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      int each = steps * spec.layers().get(l).neurons();
      spikes.add(spikes(activity.spikes().get(l), row * batch.frames() * each, frames * each));
    }
    int classes = spec.readout().classes();
    int answers = batch.frameWise() ? batch.frames() : 1;
    int[] logits =
        logits(
            activity.logits(),
            row * answers * classes,
            (batch.frameWise() ? frames : 1) * classes,
            spec.format());
    return new Trace(frames, steps, classes, encoder, spikes, List.of(), List.of(), logits);
  }

  private static byte[] spikes(float[] values, int from, int count) {
    byte[] spikes = new byte[count];
    for (int i = 0; i < count; i++) {
      spikes[i] = (byte) values[from + i];
    }
    return spikes;
  }

  private static int[] logits(float[] values, int from, int count, NumberFormat format) {
    int[] logits = new int[count];
    for (int i = 0; i < count; i++) {
      double units = Math.scalb((double) values[from + i], format.readout().logitFraction());
      logits[i] = units == (int) units ? (int) units : OFF_GRID;
    }
    return logits;
  }
}
