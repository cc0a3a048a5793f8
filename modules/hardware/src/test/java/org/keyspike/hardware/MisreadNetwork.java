package org.keyspike.hardware;

import java.util.ArrayList;
import java.util.List;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;

/**
 * The equations of the integer page in 64 bits, written as plainly as they can be for a residual
 * encoder and a keyword readout, with one misreading built in.
 */
final class MisreadNetwork {
  private final IntegerModel model;
  private final Misreading wrong;
  private final int steps;
  private final long top;
  private final int layers;

  /** By layer. */
  private final long[][] v;

  private final long[][] w;
  private final long[][] lastW;
  private final long[][] lastU;
  private final long[][] lastSpikes;

  /** By layer and step, of the frame before. */
  private final long[][][] before;

  private MisreadNetwork(IntegerModel model, Misreading wrong) {
    this.model = model;
    this.wrong = wrong;
    steps = model.timeSteps();
    top = (1L << model.membraneBits() - 1) - 1;
    layers = model.layers().size();
    v = states();
    w = states();
    lastW = states();
    lastU = states();
    lastSpikes = states();
    before = new long[layers][steps][];
    for (int l = 0; l < layers; l++) {
      for (int k = 0; k < steps; k++) {
        before[l][k] = new long[v[l].length];
      }
    }
  }

  private long[][] states() {
    return model.layers().stream().map(l -> new long[l.neurons()]).toArray(long[][]::new);
  }

  static Trace run(IntegerModel model, byte[] features, Misreading wrong) {
    return new MisreadNetwork(model, wrong).run(features);
  }

  private boolean is(Misreading one) {
    return wrong == one;
  }

  private Trace run(byte[] features) {
    int bands = model.features().bands();
    int frames = features.length / bands;
    byte[] encoded = new byte[frames * 4 * bands];
    List<byte[]> spikes = new ArrayList<>();
    List<short[]> potentials = new ArrayList<>();
    List<short[]> adaptations = new ArrayList<>();
    for (IntegerLayer layer : model.layers()) {
      int size = frames * steps * layer.neurons();
      spikes.add(new byte[size]);
      potentials.add(new short[size]);
      adaptations.add(new short[layer.adaptation().isPresent() ? size : 0]);
    }
    long[] estimate = new long[bands];
    long[] residual = new long[bands];
    long[] counts = new long[model.readout().inputs()];
    for (int t = 0; t < frames; t++) {
      long[] input = encode(features, t, estimate, residual);
      for (int i = 0; i < input.length; i++) {
        encoded[t * input.length + i] = (byte) input[i];
      }
      long[] ofFrame = new long[counts.length];
      for (int k = 0; k < steps; k++) {
        long[] current = input;
        for (int l = 0; l < layers; l++) {
          long[] u = new long[v[l].length];
          current = layer(l, k, current, u);
          int from = (t * steps + k) * u.length;
          for (int n = 0; n < u.length; n++) {
            spikes.get(l)[from + n] = (byte) current[n];
            potentials.get(l)[from + n] = (short) u[n];
            if (adaptations.get(l).length > 0) {
              adaptations.get(l)[from + n] = (short) w[l][n];
            }
          }
        }
        for (int n = 0; n < counts.length; n++) {
          ofFrame[n] += is(Misreading.SPIKES_OF_THE_FIRST_STEP_ALONE) && k > 0 ? 0 : current[n];
        }
      }
      for (int n = 0; n < counts.length; n++) {
        counts[n] += is(Misreading.COUNTS_BY_FRAME) ? Math.min(1, ofFrame[n]) : ofFrame[n];
        counts[n] = is(Misreading.COUNTS_OF_8_BITS) ? Math.min(255, counts[n]) : counts[n];
      }
    }
    return new Trace(
        frames,
        steps,
        model.readout().classes(),
        encoded,
        spikes,
        potentials,
        adaptations,
        logits(counts));
  }

  private long[] encode(byte[] features, int t, long[] estimate, long[] residual) {
    IntegerEncoder.Residual steps = (IntegerEncoder.Residual) model.encoder();
    int bands = estimate.length;
    long[] out = new long[4 * bands];
    for (int c = 0; c < bands; c++) {
      int feature = features[t * bands + c];
      long x = is(Misreading.FEATURES_SIGNED) ? feature : feature & 0xFF;
      long old = estimate[c];
      phase(x, steps.coarseSteps().get(c), estimate, c, out, 0);
      long rest = x - (is(Misreading.FINE_PHASE_BEFORE_THE_COARSE) ? old : estimate[c]);
      phase(rest, steps.fineSteps().get(c), residual, c, out, 2);
    }
    return out;
  }

  private void phase(long target, long step, long[] estimate, int c, long[] out, int kind) {
    long error = target - estimate[c];
    long least = is(Misreading.STEP_MUST_BE_PASSED) ? step + 1 : step;
    long up = error >= least ? 1 : 0;
    long down = -error >= least ? 1 : 0;
    estimate[c] += step * (up - down);
    boolean byBand = is(Misreading.CHANNELS_BY_BAND);
    out[byBand ? 4 * c + kind : kind * estimate.length + c] = up;
    out[byBand ? 4 * c + kind + 1 : (kind + 1) * estimate.length + c] = down;
  }

  private long[] layer(int l, int k, long[] input, long[] u) {
    IntegerLayer layer = model.layers().get(l);
    IntegerAdaptation adaptation = layer.adaptation().orElse(null);
    long[] spikes = new long[u.length];
    long[] past = is(Misreading.U_OF_THE_STEP_BEFORE) ? lastSpikes[l] : before[l][k];
    long[] wBefore = w[l].clone();
    for (int n = 0; n < u.length; n++) {
      long bias = layer.bias().get(n);
      long forward = sum(layer.weight(), n, input);
      long back = is(Misreading.U_LEFT_OUT) ? 0 : sum(layer.recurrent().orElseThrow(), n, past);
      int shift = layer.shiftWeight();
      int shiftBack = is(Misreading.SHIFT_OF_W_FOR_BOTH) ? shift : layer.shiftRecurrent();
      long current =
          is(Misreading.BIAS_BEFORE_THE_SHIFT)
              ? (forward + bias << shift) + (back << shiftBack)
              : (forward << shift) + (back << shiftBack) + bias;
      if (adaptation != null) {
        boolean ofFrame = is(Misreading.ADAPTATION_BY_SPIKES_OF_THE_FRAME_BEFORE);
        long spike = ofFrame ? before[l][k][n] : lastSpikes[l][n];
        long membrane = is(Misreading.ADAPTATION_OF_THIS_STEPS_POTENTIAL) ? lastU[l][n] : v[l][n];
        w[l][n] = adapt(adaptation, n, w[l][n], membrane, spike);
        long taken = is(Misreading.ADAPTATION_ONE_STEP_LATE) ? wBefore[n] : w[l][n];
        current -= is(Misreading.ADAPTATION_ADDED) ? -taken : taken;
      }
      if (is(Misreading.CURRENT_SATURATED_BEFORE_THE_LEAK)) {
        current = Math.max(-top - 1, Math.min(top, current));
      }
      long state = is(Misreading.LEAK_OF_THE_POTENTIAL) ? lastU[l][n] : v[l][n];
      u[n] = saturated(leaked(layer.leak().get(n), state) + current);
      long threshold = layer.threshold().get(n);
      boolean reached =
          is(Misreading.THRESHOLD_MUST_BE_PASSED) ? u[n] > threshold : u[n] >= threshold;
      spikes[n] = reached ? 1 : 0;
      lastU[l][n] = u[n];
      v[l][n] = reset(u[n], threshold, spikes[n]);
      if (is(Misreading.POTENTIAL_AFTER_THE_RESET)) {
        u[n] = v[l][n];
      }
    }
    before[l][k] = spikes;
    lastSpikes[l] = spikes;
    return spikes;
  }

  private long adapt(IntegerAdaptation by, int n, long w, long v, long spike) {
    long half = is(Misreading.ADAPTATION_NOT_ROUNDED) ? 0 : 128;
    long kept = by.leak().get(n) * w + by.coupling().get(n) * v + half >> 8;
    if (is(Misreading.ADAPTATION_SATURATED_BEFORE_THE_JUMP)) {
      kept = Math.max(-32768, Math.min(32767, kept));
      return kept + by.jump().get(n) * spike;
    }
    long next = kept + by.jump().get(n) * spike;
    if (is(Misreading.ADAPTATION_WRAPS)) {
      return (short) next;
    }
    int bits = is(Misreading.ADAPTATION_OF_SIX_BITS_LESS) ? 9 : 15;
    long high = is(Misreading.ADAPTATION_NOT_SATURATED_ABOVE) ? next : (1L << bits) - 1;
    long low = is(Misreading.ADAPTATION_NOT_SATURATED_BELOW) ? next : -(1L << bits);
    return Math.max(low, Math.min(high, next));
  }

  private long leaked(long q, long v) {
    if (is(Misreading.LEAK_NOT_ROUNDED)) {
      return q * v >> 8;
    }
    if (is(Misreading.LEAK_TRUNCATED_TOWARDS_ZERO)) {
      return (q * v + 128) / 256;
    }
    return (is(Misreading.LEAK_SIGNED) ? (byte) q : q) * v + 128 >> 8;
  }

  private long saturated(long u) {
    long range = 2 * (top + 1);
    boolean wraps =
        u > top ? is(Misreading.HIGH_POTENTIAL_WRAPS) : is(Misreading.LOW_POTENTIAL_WRAPS);
    if (wraps) {
      return Math.floorMod(u + top + 1, range) - top - 1;
    }
    long high = is(Misreading.POTENTIAL_NOT_SATURATED_ABOVE) ? u : top;
    long low = is(Misreading.POTENTIAL_SATURATED_SYMMETRICALLY) ? -top : -top - 1;
    low = is(Misreading.POTENTIAL_NOT_SATURATED_BELOW) ? u : low;
    return Math.max(low, Math.min(high, u));
  }

  private long reset(long u, long threshold, long spike) {
    if (is(Misreading.NO_RESET)) {
      return u;
    }
    if (is(Misreading.RESET_TO_ZERO) && spike == 1) {
      return 0;
    }
    long v = u - threshold * spike;
    return is(Misreading.MEMBRANE_NOT_BELOW_ZERO) ? Math.max(0, v) : v;
  }

  private int[] logits(long[] counts) {
    IntegerReadout.Keyword readout = (IntegerReadout.Keyword) model.readout();
    long[] hidden = new long[readout.hidden()];
    for (int r = 0; r < hidden.length; r++) {
      hidden[r] = hidden(readout, r, counts);
    }
    int[] logits = new int[readout.classes()];
    for (int k = 0; k < logits.length; k++) {
      long sum = sum(readout.outputWeight(), k, hidden) + readout.outputBias().get(k);
      logits[k] = (int) (is(Misreading.LOGITS_OF_16_BITS) ? (short) sum : sum);
    }
    return logits;
  }

  private long hidden(IntegerReadout.Keyword readout, int r, long[] counts) {
    long sum = sum(readout.hiddenWeight(), r, counts) + readout.hiddenBias().get(r);
    sum = is(Misreading.SUMS_OF_16_BITS) ? (short) sum : sum;
    long positive = is(Misreading.NO_RECTIFIER) ? sum : Math.max(0, sum);
    int shift = readout.hiddenShift();
    long half = is(Misreading.HIDDEN_NOT_ROUNDED) || shift == 0 ? 0 : 1L << shift - 1;
    long shifted = positive + half >> shift;
    if (is(Misreading.HIDDEN_NOT_CLIPPED)) {
      return shifted;
    }
    if (is(Misreading.HIDDEN_WRAPS_AT_8_BITS)) {
      return shifted & 0xFF;
    }
    return Math.min(is(Misreading.HIDDEN_OF_SEVEN_BITS) ? 127 : 255, shifted);
  }

  private long sum(IntegerMatrix matrix, int row, long[] input) {
    boolean turned = is(Misreading.W_BY_COLUMNS);
    long sum = 0;
    for (int column = 0; column < input.length; column++) {
      int at = turned ? column * matrix.rows() + row : row * matrix.columns() + column;
      sum += matrix.get(at / matrix.columns(), at % matrix.columns()) * input[column];
    }
    return sum;
  }
}
