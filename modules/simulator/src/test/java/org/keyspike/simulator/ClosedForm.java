package org.keyspike.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;

/**
 * What a frame costs, worked out from the spikes alone by the equations of the package
 * documentation: no machine, no memories.
 */
final class ClosedForm {
  private final IntegerModel model;
  private final int lanes;
  private final int wordBits;
  private final byte[] features;
  private final Trace trace;
  private final int[] hidden;
  private final Map<Phase, Long> cycles = new EnumMap<>(Phase.class);
  private final Map<Memory, Long> reads = new EnumMap<>(Memory.class);
  private final Map<Memory, Long> writes = new EnumMap<>(Memory.class);
  private long accumulations;
  private long gated;
  private long updates;
  private long adaptations;

  ClosedForm(
      IntegerModel model, int lanes, int wordBits, byte[] features, Trace trace, int[] hidden) {
    this.model = model;
    this.lanes = lanes;
    this.wordBits = wordBits;
    this.features = features;
    this.trace = trace;
    this.hidden = hidden;
  }

  FrameCounts frame(int t, boolean decides) {
    for (Phase phase : Phase.values()) {
      cycles.put(phase, 0L);
    }
    for (Memory memory : Memory.values()) {
      reads.put(memory, 0L);
      writes.put(memory, 0L);
    }
    accumulations = 0;
    gated = 0;
    updates = 0;
    adaptations = 0;
    int steps = model.timeSteps();
    int bands = model.features().bands();
    boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
    if (direct) {
      add(writes, Memory.SPIKE, 8L * ceil(bands, wordBits));
    } else {
      add(cycles, Phase.ENCODE, ceil(bands, lanes));
      add(reads, Memory.PARAMETER, ceil(bands, lanes));
      add(reads, Memory.ENCODER, ceil(bands, lanes));
      add(writes, Memory.ENCODER, ceil(bands, lanes));
      for (int kind = 0; kind < model.channels() / bands; kind++) {
        add(writes, Memory.SPIKE, touched(kind * bands, bands));
      }
    }
    for (int l = 0; l < model.layers().size(); l++) {
      IntegerLayer layer = model.layers().get(l);
      if (l > 0) {
        int below = l - 1;
        scan(Phase.FEED_FORWARD, layer.weight(), steps, k -> n -> spike(below, t, k, n), steps, 1);
      } else if (direct) {
        for (int b = 0; b < 8; b++) {
          int bit = b;
          scan(
              Phase.FEED_FORWARD,
              layer.weight(),
              1,
              k -> c -> (features[t * bands + c] >> bit & 1) == 1,
              1,
              1);
        }
      } else {
        scan(
            Phase.FEED_FORWARD,
            layer.weight(),
            1,
            k -> c -> trace.encoderSpikes()[t * model.channels() + c] == 1,
            1,
            steps);
      }
      int own = l;
      layer
          .recurrent()
          .ifPresent(
              matrix ->
                  scan(
                      Phase.RECURRENT,
                      matrix,
                      steps,
                      k -> n -> t > 0 && spike(own, t - 1, k, n),
                      steps,
                      1));
      long groups = ceil(layer.neurons(), lanes);
      boolean adaptive = layer.adaptation().isPresent();
      long words = adaptive ? 2 * groups : groups;
      add(cycles, Phase.UPDATE, groups * steps * (adaptive ? 3 : 1));
      add(reads, Memory.PARAMETER, words);
      add(reads, Memory.MEMBRANE, words);
      add(writes, Memory.MEMBRANE, words);
      add(writes, Memory.SPIKE, steps * touched(0, layer.neurons()));
      updates += (long) steps * layer.neurons();
      adaptations += adaptive ? (long) steps * layer.neurons() : 0;
    }
    readout(t, decides);
    return new FrameCounts(cycles, reads, writes, accumulations, gated, updates, adaptations);
  }

  private void readout(int t, boolean decides) {
    int steps = model.timeSteps();
    int last = model.layers().size() - 1;
    IntegerMatrix first =
        model.readout() instanceof IntegerReadout.Keyword keyword
            ? keyword.hiddenWeight()
            : ((IntegerReadout.FrameWise) model.readout()).weight();
    long groups = ceil(first.rows(), lanes);
    scan(Phase.READOUT, first, steps, k -> n -> spike(last, t, k, n), steps, 1);
    add(cycles, Phase.READOUT, groups);
    if (!(model.readout() instanceof IntegerReadout.Keyword keyword)) {
      add(reads, Memory.PARAMETER, groups);
      return;
    }
    add(reads, Memory.SUM, groups);
    add(writes, Memory.SUM, groups);
    if (decides) {
      long outputs = ceil(keyword.classes(), lanes);
      add(cycles, Phase.DECISION, groups + outputs);
      add(reads, Memory.SUM, groups);
      add(reads, Memory.PARAMETER, groups + outputs);
      add(writes, Memory.SPIKE, 8 * touched(0, keyword.hidden()));
      for (int b = 0; b < 8; b++) {
        int bit = b;
        scan(
            Phase.DECISION, keyword.outputWeight(), 1, k -> r -> (hidden[r] >> bit & 1) == 1, 1, 1);
      }
    }
  }

  /** An input at each step. */
  private interface Inputs {
    IntPredicate at(int step);
  }

  /**
   * @param regions spike words that are read side by side
   * @param steps in which inputs differ
   * @param times that each of them is added
   */
  private void scan(
      Phase phase, IntegerMatrix matrix, int regions, Inputs inputs, int steps, int times) {
    long groups = ceil(matrix.rows(), lanes);
    long cost = 0;
    for (int from = 0; from < matrix.columns(); from += wordBits) {
      int active = 0;
      for (int m = from; m < Math.min(matrix.columns(), from + wordBits); m++) {
        int uses = 0;
        for (int k = 0; k < steps; k++) {
          uses += inputs.at(k).test(m) ? 1 : 0;
        }
        active += uses > 0 ? 1 : 0;
        for (int n = 0; uses > 0 && n < matrix.rows(); n++) {
          if (matrix.get(n, m) == 0) {
            gated += (long) uses * times;
          } else {
            accumulations += (long) uses * times;
          }
        }
      }
      cost += Math.max(1, active);
      add(reads, Memory.WEIGHT, groups * active);
      add(reads, Memory.SPIKE, groups * regions);
    }
    add(cycles, phase, groups * cost);
  }

  private boolean spike(int layer, int t, int k, int n) {
    int neurons = model.layers().get(layer).neurons();
    return trace.spikes().get(layer)[(t * model.timeSteps() + k) * neurons + n] == 1;
  }

  /** Words that {@code count} spikes from {@code first} touch, written a group at a time. */
  private long touched(int first, int count) {
    long touched = 0;
    for (int from = 0; from < count; from += lanes) {
      int to = Math.min(count, from + lanes) - 1;
      touched += (first + to) / wordBits - (first + from) / wordBits + 1;
    }
    return touched;
  }

  private static long ceil(int items, int per) {
    return (items + per - 1) / per;
  }

  private static <K> void add(Map<K, Long> map, K key, long count) {
    map.merge(key, count, Long::sum);
  }
}
