package org.keyspike.simulator.model;

import java.util.EnumMap;
import java.util.stream.IntStream;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.Counter;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.SpikeMemory;

/** The scans and group operations of one frame, put on a timeline in the order of the program. */
final class FrameCycleModel {
  private static final int ADAPTIVE_CYCLES = 3;

  private final NetworkCycleModel network;
  private final IntegerModel model;
  private final Activations active;
  private final int t;
  private final Counter counter;
  private final Timeline timeline;
  private final int lanes;
  private final int wordBits;
  private final int steps;
  private final boolean parallel;

  FrameCycleModel(
      NetworkCycleModel network, Activations active, int t, Counter counter, Timeline timeline) {
    this.network = network;
    this.active = active;
    this.t = t;
    this.counter = counter;
    this.timeline = timeline;
    model = network.model();
    lanes = network.architecture().lanes();
    wordBits = network.architecture().spikeWordBits();
    steps = model.timeSteps();
    parallel = network.has(Mechanism.PARALLEL_STEPS);
  }

  void run(boolean decides) {
    encode();
    for (int l = 0; l < network.weights().length; l++) {
      if (parallel) {
        layer(l, -1);
      } else if (active.spiking()) {
        for (int step = 0; step < steps; step++) {
          layer(l, step);
        }
      } else {
        // Bit after bit, and one update after all of them.
        layer(l, IntStream.range(0, steps).toArray());
      }
    }
    readout();
    if (decides && model.readout() instanceof IntegerReadout.Keyword) {
      decision();
    }
  }

  private void encode() {
    enter(0, Phase.ENCODE);
    int bands = model.features().bands();
    if (model.encoder() instanceof IntegerEncoder.Direct) {
      group(1, 1, words(), words(), Layout.PLANES * Layout.words(bands, wordBits));
      return;
    }
    for (int first = 0; first < bands; first += lanes) {
      int count = Math.min(lanes, bands - first);
      int touched = 0;
      for (int from = first; from < model.channels(); from += bands) {
        touched += SpikeMemory.touched(from, count, wordBits);
      }
      counter.add(Event.ENCODINGS, count);
      group(1, 1, words(Memory.ENCODER, 1, Memory.PARAMETER, 1), words(Memory.ENCODER, 1), touched);
    }
  }

  /**
   * A layer.
   *
   * @param scans the steps that are scanned before the update, one after the other; −1 for all at
   *     once
   */
  private void layer(int l, int... scans) {
    MatrixCost recurrent = network.recurrents()[l];
    for (int group = 0; group < network.weights()[l].groups(); group++) {
      enter(l + 1, Phase.FEED_FORWARD);
      if (l == 0) {
        input(group);
      } else {
        scan(network.weights()[l], group, l - 1, t, scans);
      }
      if (recurrent != null) {
        enter(l + 1, Phase.RECURRENT);
        scan(recurrent, group, l, t - 1, scans);
      }
      update(l, group);
    }
  }

  /** Scans of the activations of a layer in a frame. */
  private void scan(MatrixCost matrix, int group, int layer, int frame, int[] scans) {
    for (int step : scans) {
      scan(matrix, group, active.spikes(layer, frame, step), step < 0 ? steps : 1);
    }
  }

  private void input(int group) {
    boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
    int mask = parallel ? (1 << steps) - 1 : 1;
    for (int bit = 0; bit < (direct ? Layout.PLANES : 1); bit++) {
      scan(network.weights()[0], group, active.inputs(t, bit, mask), 1);
    }
  }

  private void update(int l, int group) {
    enter(l + 1, Phase.UPDATE);
    boolean adaptive = active.spiking() && model.layers().get(l).adaptation().isPresent();
    int words = adaptive ? 2 : 1;
    int count = network.weights()[l].count(group);
    int times = parallel && active.spiking() ? steps : 1;
    counter.add(Event.UPDATES, (long) times * count);
    counter.add(Event.ADAPTATIONS, adaptive ? (long) times * count : 0);
    group(
        times,
        adaptive ? ADAPTIVE_CYCLES : 1,
        active.spiking()
            ? words(Memory.PARAMETER, words, Memory.MEMBRANE, words)
            : words(Memory.PARAMETER, words),
        active.spiking() ? words(Memory.MEMBRANE, words) : words(),
        touched(group, count));
  }

  private void readout() {
    enter(model.layers().size() + 1, Phase.READOUT);
    MatrixCost map = network.maps()[0];
    boolean keyword = model.readout() instanceof IntegerReadout.Keyword;
    boolean merged = network.has(Mechanism.MERGED_SPIKES);
    int last = model.layers().size() - 1;
    for (int group = 0; group < map.groups(); group++) {
      Memory ahead = keyword ? Memory.SUM : Memory.PARAMETER;
      timeline.prefetch(ahead, width(ahead));
      for (int pass = 0; pass < (merged ? 1 : steps); pass++) {
        scan(map, group, active.spikes(last, t, merged ? -1 : pass), merged ? steps : 1);
      }
      counter.add(Event.READOUTS, map.count(group));
      group(1, 1, words(), keyword ? words(Memory.SUM, 1) : words(), 0);
    }
  }

  private void decision() {
    enter(model.layers().size() + 1, Phase.DECISION);
    MatrixCost first = network.maps()[0];
    for (int group = 0; group < first.groups(); group++) {
      int count = first.count(group);
      counter.add(Event.READOUTS, count);
      group(
          1,
          1,
          words(Memory.SUM, 1, Memory.PARAMETER, 1),
          words(),
          Layout.PLANES * touched(group, count));
    }
    int[] hidden = active.hidden(t);
    MatrixCost map = network.maps()[1];
    int[] plane = new int[hidden.length];
    for (int group = 0; group < map.groups(); group++) {
      timeline.prefetch(Memory.PARAMETER, width(Memory.PARAMETER));
      for (int bit = 0; bit < Layout.PLANES; bit++) {
        for (int r = 0; r < plane.length; r++) {
          plane[r] = hidden[r] >> bit & 1;
        }
        scan(map, group, plane, 1);
      }
      counter.add(Event.READOUTS, map.count(group));
      group(1, 1, words(), words(), 0);
    }
  }

  /**
   * A scan.
   *
   * @param regions spike words that are read side by side
   */
  private void scan(MatrixCost matrix, int group, int[] masks, int regions) {
    int copies = network.has(Mechanism.BROADCAST) ? 1 : matrix.count(group);
    boolean skips = network.has(Mechanism.ZERO_SKIPPING);
    int[] inputs = new int[Layout.words(masks.length, wordBits)];
    for (int m = 0; m < masks.length; m++) {
      if (masks[m] != 0 || !skips) {
        inputs[m / wordBits]++;
        matrix.count(counter, m, group, Integer.bitCount(masks[m]));
      }
    }
    for (int active : inputs) {
      counter.add(Event.EMPTY_WORDS, active == 0 ? 1 : 0);
    }
    counter.reads(Memory.SPIKE, inputs.length * regions * copies, wordBits);
    timeline.scan(regions * copies, matrix.accesses(), inputs);
  }

  private void group(
      int times,
      int cyclesPerStep,
      EnumMap<Memory, Integer> reads,
      EnumMap<Memory, Integer> writes,
      int spikeWords) {
    reads.forEach((memory, count) -> counter.reads(memory, count, width(memory)));
    writes.forEach((memory, count) -> counter.writes(memory, count, width(memory)));
    counter.writes(Memory.SPIKE, times * spikeWords, wordBits);
    timeline.group(times, cyclesPerStep, reads, writes, spikeWords);
  }

  private int width(Memory memory) {
    return network.bits().of(memory);
  }

  private int touched(int group, int count) {
    return SpikeMemory.touched(group * lanes, count, wordBits);
  }

  private void enter(int layer, Phase phase) {
    counter.enter(network.stages().indexOf(new FrameStage(layer, phase)));
  }

  private static EnumMap<Memory, Integer> words() {
    return new EnumMap<>(Memory.class);
  }

  private static EnumMap<Memory, Integer> words(Memory memory, int count) {
    EnumMap<Memory, Integer> words = words();
    words.put(memory, count);
    return words;
  }

  private static EnumMap<Memory, Integer> words(Memory one, int ones, Memory two, int twos) {
    EnumMap<Memory, Integer> words = words(one, ones);
    words.put(two, twos);
    return words;
  }
}
