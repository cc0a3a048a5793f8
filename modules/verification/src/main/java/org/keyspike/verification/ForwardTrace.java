package org.keyspike.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Trace;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Population;
import org.keyspike.training.Activity;

/** The trace of quantization-aware training's forward pass, in the integers that it stands for. */
final class ForwardTrace {
  /** Stands for a logit that is no multiple of its unit; the integer network never says it. */
  static final int OFF_GRID = Integer.MIN_VALUE;

  /** Stands for an output that is no multiple of its unit. */
  private static final byte NO_OUTPUT = -1;

  private ForwardTrace() {}

  /**
   * The trace of one clip of a batch, with potentials if the engine handed them out and without
   * adaptations, which act on the potentials.
   *
   * @param spec with a number format
   * @param row which clip
   * @param expected what the integer network says, which a potential between two integers must not
   *     pass for
   */
  static Trace of(NetworkSpec spec, Batch batch, Activity activity, int row, Trace expected) {
    int frames = batch.lengths()[row];
    int steps = spec.timeSteps();
    int channels = activity.encoderSpikes().length / (batch.size() * batch.frames());
    byte[] encoder =
        spikes(activity.encoderSpikes(), row * batch.frames() * channels, frames * channels);
    List<byte[]> spikes = new ArrayList<>();
    List<short[]> potentials = new ArrayList<>();
    List<Population> populations = spec.populations();
    for (int l = 0; l < populations.size(); l++) {
      int each = steps * populations.get(l).neurons();
      int from = row * batch.frames() * each;
      OutputCode code = populations.get(l).code();
      spikes.add(outputs(activity.spikes().get(l), from, frames * each, code));
      if (!activity.potentials().isEmpty()) {
        float[] own = Arrays.copyOfRange(activity.potentials().get(l), from, from + frames * each);
        int fraction = spec.potentialFraction(l);
        potentials.add(potentials(own, fraction, expectedOf(expected, l)));
      }
    }
    int classes = spec.readout().classes();
    int answers = batch.frameWise() ? batch.frames() : 1;
    int[] logits =
        logits(
            activity.logits(),
            row * answers * classes,
            (batch.frameWise() ? frames : 1) * classes,
            spec.format());
    return new Trace(frames, steps, classes, encoder, spikes, potentials, List.of(), logits);
  }

  private static byte[] spikes(float[] values, int from, int count) {
    byte[] spikes = new byte[count];
    for (int i = 0; i < count; i++) {
      spikes[i] = (byte) values[from + i];
    }
    return spikes;
  }

  /**
   * The integers that outputs are; those that are none, or that a byte has no place for, are −1.
   */
  private static byte[] outputs(float[] values, int from, int count, OutputCode code) {
    byte[] outputs = new byte[count];
    for (int i = 0; i < count; i++) {
      double units = Math.scalb((double) values[from + i], code.fraction());
      outputs[i] = units == (byte) units ? (byte) units : NO_OUTPUT;
    }
    return outputs;
  }

  /** Potentials of a layer in the integer network; none if that is of another shape. */
  private static short[] expectedOf(Trace expected, int layer) {
    return layer < expected.potentials().size() ? expected.potentials().get(layer) : new short[0];
  }

  private static short[] potentials(float[] values, int fraction, short[] expected) {
    short[] potentials = new short[values.length];
    for (int i = 0; i < potentials.length; i++) {
      short wanted = expected.length == values.length ? expected[i] : 0;
      potentials[i] = potential(Math.scalb((double) values[i], fraction), wanted);
    }
    return potentials;
  }

  /** The integer that a potential is, or, of one that is none of 16 bits, the nearest wrong one. */
  private static short potential(double units, short expected) {
    short nearest = (short) Math.max(Short.MIN_VALUE, Math.min(Math.rint(units), Short.MAX_VALUE));
    if (units == nearest || nearest != expected) {
      return nearest;
    }
    boolean above = units > nearest && nearest < Short.MAX_VALUE || nearest == Short.MIN_VALUE;
    return (short) (nearest + (above ? 1 : -1));
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
