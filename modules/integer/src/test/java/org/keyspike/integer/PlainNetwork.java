package org.keyspike.integer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The equations of the package documentation written out once more, densely and in 64 bits, as
 * directly as they can be: what {@link IntegerNetwork} is compared with on random models.
 */
final class PlainNetwork {
  /** Spikes, potentials and adaptations by frame, step and layer; logits by frame. */
  record Trace(
      List<int[]> encoder,
      List<long[]> spikes,
      List<long[]> potentials,
      List<long[]> adaptations,
      long[][] logits) {}

  private PlainNetwork() {}

  static Trace run(IntegerModel model, byte[] features) {
    int bands = model.features().bands();
    int frames = features.length / bands;
    long[] estimate = new long[bands];
    long[] residual = new long[bands];
    long[][] membranes = new long[model.layers().size()][];
    long[][] adaptations = new long[model.layers().size()][];
    long[][] latest = new long[model.layers().size()][];
    long[][][] previous = new long[model.layers().size()][model.timeSteps()][];
    for (int l = 0; l < membranes.length; l++) {
      membranes[l] = new long[model.layers().get(l).neurons()];
      adaptations[l] = new long[membranes[l].length];
      latest[l] = new long[membranes[l].length];
      for (int k = 0; k < model.timeSteps(); k++) {
        previous[l][k] = new long[membranes[l].length];
      }
    }
    // What came into every layer, by frame and step.
    long[][][][] inputs = new long[membranes.length][frames][model.timeSteps()][];
    long[] counts = new long[model.readout().inputs()];
    Trace trace =
        new Trace(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new long[frames][]);
    for (int t = 0; t < frames; t++) {
      long[] input = new long[model.channels()];
      for (int c = 0; c < bands; c++) {
        int x = Byte.toUnsignedInt(features[t * bands + c]);
        input[c] = x;
        if (model.encoder() instanceof IntegerEncoder.StepForward steps) {
          phase(steps.coarseSteps().get(c), x, estimate, bands, c, input, 0);
        } else if (model.encoder() instanceof IntegerEncoder.Residual steps) {
          phase(steps.coarseSteps().get(c), x, estimate, bands, c, input, 0);
          phase(steps.fineSteps().get(c), x - estimate[c], residual, bands, c, input, 2);
        }
      }
      trace.encoder.add(Arrays.stream(input).mapToInt(v -> (int) v).toArray());
      long[] merged = new long[counts.length];
      for (int k = 0; k < model.timeSteps(); k++) {
        long[] spikes = input;
        for (int l = 0; l < membranes.length; l++) {
          inputs[l][t][k] = spikes;
          adapt(model.layers().get(l), membranes[l], latest[l], adaptations[l]);
          trace.adaptations.add(adaptations[l].clone());
          long[] late = delayed(model.layers().get(l), inputs[l], t, k);
          spikes = layer(model, l, membranes[l], adaptations[l], late, previous[l][k], trace);
          previous[l][k] = spikes;
          latest[l] = spikes;
        }
        for (int n = 0; n < merged.length; n++) {
          merged[n] += spikes[n];
          counts[n] += spikes[n];
        }
      }
      trace.logits[t] = logits(model.readout(), merged, counts);
    }
    return trace;
  }

  /** One phase of an encoder: from channel {@code kind}·C + c up, from the next kind's down. */
  private static void phase(
      long step, long target, long[] estimate, int bands, int c, long[] input, int kind) {
    long error = target - estimate[c];
    long up = error >= step ? 1 : 0;
    long down = -error >= step ? 1 : 0;
    estimate[c] += step * (up - down);
    input[kind * bands + c] = up;
    input[(kind + 1) * bands + c] = down;
  }

  private static void adapt(IntegerLayer layer, long[] v, long[] lastSpikes, long[] w) {
    if (layer.adaptation().isEmpty()) {
      return;
    }
    IntegerAdaptation by = layer.adaptation().get();
    for (int n = 0; n < w.length; n++) {
      long sum = by.leak().get(n) * w[n] + by.coupling().get(n) * v[n];
      long next = Math.floorDiv(sum + 128, 256L) + by.jump().get(n) * lastSpikes[n];
      w[n] = next > 32767 ? 32767 : Math.max(next, -32768);
    }
  }

  private static long[] delayed(IntegerLayer layer, long[][][] inputs, int t, int k) {
    long[] late = new long[layer.inputs()];
    for (int j = 0; j < late.length; j++) {
      int from = t - (layer.delays().isPresent() ? layer.delays().get().get(j) : 0);
      late[j] = from < 0 ? 0 : inputs[from][k][j];
    }
    return late;
  }

  /** What a neuron fires at a potential, counted up from nothing. */
  private static long fired(IntegerCode code, long u, long threshold) {
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      for (int k = 0; k < powers.levels(); k++) {
        if (u * (1 << k) >= threshold) {
          return powers.largest() / (1 << k);
        }
      }
      return 0;
    }
    if (u < threshold) {
      return 0;
    }
    return code instanceof IntegerCode.Graded graded
        ? Math.min(graded.largest(), Math.floorDiv(u, 1L << graded.shift()))
        : 1;
  }

  /** What is left of a potential. */
  private static long left(IntegerCode code, long u, long threshold, long output) {
    return code instanceof IntegerCode.Graded ? u : u - threshold * output / code.largest();
  }

  private static long[] layer(
      IntegerModel model, int l, long[] v, long[] w, long[] input, long[] previous, Trace trace) {
    IntegerLayer layer = model.layers().get(l);
    long top = (1L << (model.membraneBits() - 1)) - 1;
    long[] forward = product(layer.weight(), input);
    long[] back =
        layer.recurrent().map(u -> product(u, previous)).orElseGet(() -> new long[v.length]);
    long[] spikes = new long[v.length];
    long[] potentials = new long[v.length];
    for (int n = 0; n < v.length; n++) {
      long current =
          (forward[n] << layer.shiftWeight())
              + (back[n] << layer.shiftRecurrent())
              + layer.bias().get(n)
              - w[n];
      long u = Math.floorDiv(layer.leak().get(n) * v[n] + 128, 256L) + current;
      u = u > top ? top : Math.max(u, -top - 1);
      spikes[n] = fired(layer.code(), u, layer.threshold().get(n));
      v[n] = left(layer.code(), u, layer.threshold().get(n), spikes[n]);
      potentials[n] = u;
    }
    trace.spikes.add(spikes);
    trace.potentials.add(potentials);
    return spikes;
  }

  private static long[] logits(IntegerReadout readout, long[] merged, long[] counts) {
    if (readout instanceof IntegerReadout.FrameWise frameWise) {
      return plus(product(frameWise.weight(), merged), frameWise.bias());
    }
    IntegerReadout.Keyword keyword = (IntegerReadout.Keyword) readout;
    long[] hidden = plus(product(keyword.hiddenWeight(), counts), keyword.hiddenBias());
    for (int r = 0; r < hidden.length; r++) {
      double rounded =
          Math.floor(Math.max(0, hidden[r]) / Math.pow(2, keyword.hiddenShift()) + 0.5);
      hidden[r] = (long) Math.min(255, rounded);
    }
    return plus(product(keyword.outputWeight(), hidden), keyword.outputBias());
  }

  private static long[] plus(long[] sum, IntegerVector bias) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += bias.get(i);
    }
    return sum;
  }

  private static long[] product(IntegerMatrix matrix, long[] input) {
    long[] sum = new long[matrix.rows()];
    for (int row = 0; row < sum.length; row++) {
      for (int column = 0; column < input.length; column++) {
        sum[row] += matrix.get(row, column) * input[column];
      }
    }
    return sum;
  }
}
