package org.keyspike.simulator.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.Phase;
import org.keyspike.simulator.machine.Counter;
import org.keyspike.simulator.machine.DelayPlace;
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
    if (model instanceof StateSpaceModel space) {
      new StateSpaceCycleModel(space, network, (TraceActivations) active, t, this).run();
    }
    for (int l = 0; l < network.recurrents().length; l++) {
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
   * @param scanned the steps that are scanned before the update, one after the other; −1 for all at
   *     once
   */
  private void layer(int l, int... scanned) {
    List<Scan> feedForward = l == 0 ? input() : outputs(l - 1, t, scanned, delays(l));
    IntegerLayer layer = model.layers().get(l);
    enter(l + 1, Phase.FEED_FORWARD);
    if (layer.mostDelay() > 0 && network.weights()[l].groups() > 1) {
      feedForward = collected(layer.inputs(), layer.mostDelay(), feedForward);
    }
    List<Scan> recurrent =
        network.recurrents()[l] == null ? List.of() : outputs(l, t - 1, scanned, Optional.empty());
    for (int group = 0; group < network.weights()[l].groups(); group++) {
      enter(l + 1, Phase.FEED_FORWARD);
      scan(network.weights()[l], group, feedForward);
      if (network.recurrents()[l] != null) {
        enter(l + 1, Phase.RECURRENT);
        scan(network.recurrents()[l], group, recurrent);
      }
      update(l, group);
    }
  }

  /**
   * What one scan goes through.
   *
   * @param masks of the inputs
   * @param fetches spike words of a frame for one of inputs
   * @param shifts whether inputs say how far weights are shifted
   * @param most frames that an input comes late; 0 if that needs no looking at
   */
  record Scan(int[] masks, int fetches, boolean shifts, int most) {
    int allFetches() {
      return most == 0 ? fetches : DelayPlace.digits(most) + (most + 1) * fetches;
    }
  }

  /** The same scans of inputs that come late, after these were collected for all of them. */
  List<Scan> collected(int channels, int most, List<Scan> scans) {
    int words = Layout.words(channels, wordBits);
    int due = scans.stream().mapToInt(Scan::fetches).sum();
    int fetches = DelayPlace.digits(most) + (most + 1) * due;
    counter.reads(Memory.SPIKE, words * fetches, wordBits);
    counter.writes(Memory.SPIKE, words * due, wordBits);
    timeline.collect(words, fetches, due);
    return scans.stream()
        .map(scan -> new Scan(scan.masks(), scan.fetches(), scan.shifts(), 0))
        .toList();
  }

  /** The scans of the outputs of a population in a frame, for who may hear them late. */
  List<Scan> outputs(int layer, int frame, int[] scanned, Optional<IntegerVector> delays) {
    // The quantized network beside ours has numbers of as many bits as there are steps.
    IntegerCode code =
        active.spiking() ? model.populations().get(layer).code() : IntegerCode.SPIKES;
    boolean graded = code instanceof IntegerCode.Graded;
    int planes = graded ? 1 : code.bits();
    List<Scan> scans = new ArrayList<>();
    for (int step : scanned) {
      for (int bit = 0; bit < (graded ? code.bits() : 1); bit++) {
        int plane = graded ? bit : -1;
        scans.add(
            scan(
                delays,
                age -> active.spikes(layer, frame - age, step, plane),
                (step < 0 ? steps : 1) * planes,
                planes > 1));
      }
    }
    return scans;
  }

  /** Of the inputs of a layer, or of what a state space begins with. */
  private Optional<IntegerVector> delays(int layer) {
    return model instanceof StateSpaceModel space
        ? space.stream().delays()
        : model.layers().get(layer).delays();
  }

  List<Scan> input() {
    boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
    int mask = parallel ? (1 << steps) - 1 : 1;
    List<Scan> scans = new ArrayList<>();
    for (int bit = 0; bit < (direct ? Layout.PLANES : 1); bit++) {
      int plane = bit;
      scans.add(scan(delays(0), age -> active.inputs(t - age, plane, mask), 1, false));
    }
    return scans;
  }

  /**
   * A scan whose inputs may come late.
   *
   * @param masks by the number of frames that they come late
   * @param fetches spike words for one of inputs in a frame
   */
  private static Scan scan(
      Optional<IntegerVector> late, IntFunction<int[]> masks, int fetches, boolean shifts) {
    int most = late.map(d -> Arrays.stream(d.values()).max().orElse(0)).orElse(0);
    if (most == 0) {
      return new Scan(masks.apply(0), fetches, shifts, 0);
    }
    int[] delays = late.orElseThrow().values();
    int[] due = new int[delays.length];
    for (int age = 0; age <= most; age++) {
      int[] then = masks.apply(age);
      for (int j = 0; j < due.length; j++) {
        due[j] = delays[j] == age ? then[j] : due[j];
      }
    }
    return new Scan(due, fetches, shifts, most);
  }

  void scan(MatrixCost matrix, int group, List<Scan> scans) {
    for (Scan scan : scans) {
      scan(matrix, group, scan);
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
    IntegerCode code = active.spiking() ? model.layers().get(l).code() : IntegerCode.SPIKES;
    if (code instanceof IntegerCode.PowersOfTwo powers) {
      counter.add(Event.COMPARISONS, (long) times * (powers.levels() - 1) * count);
    }
    group(
        times,
        adaptive ? ADAPTIVE_CYCLES : 1,
        active.spiking()
            ? words(Memory.PARAMETER, words, Memory.MEMBRANE, words)
            : words(Memory.PARAMETER, words),
        active.spiking() ? words(Memory.MEMBRANE, words) : words(),
        code.bits() * touched(group, count));
  }

  private void readout() {
    enter(network.blocks() + 1, Phase.READOUT);
    MatrixCost map = network.maps()[0];
    boolean keyword = model.readout() instanceof IntegerReadout.Keyword;
    boolean merged = network.has(Mechanism.MERGED_SPIKES);
    int[] passes = merged ? new int[] {-1} : IntStream.range(0, steps).toArray();
    List<Scan> scans = outputs(model.populations().size() - 1, t, passes, Optional.empty());
    for (int group = 0; group < map.groups(); group++) {
      Memory ahead = keyword ? Memory.SUM : Memory.PARAMETER;
      timeline.prefetch(ahead, width(ahead));
      scan(map, group, scans);
      counter.add(Event.READOUTS, map.count(group));
      group(1, 1, words(), keyword ? words(Memory.SUM, 1) : words(), 0);
    }
  }

  private void decision() {
    enter(network.blocks() + 1, Phase.DECISION);
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
    for (int group = 0; group < map.groups(); group++) {
      timeline.prefetch(Memory.PARAMETER, width(Memory.PARAMETER));
      for (int bit = 0; bit < Layout.PLANES; bit++) {
        int place = bit;
        int[] plane = Arrays.stream(hidden).map(value -> value >> place & 1).toArray();
        scan(map, group, new Scan(plane, 1, false, 0));
      }
      counter.add(Event.READOUTS, map.count(group));
      group(1, 1, words(), words(), 0);
    }
  }

  private void scan(MatrixCost matrix, int group, Scan scan) {
    int[] masks = scan.masks();
    int copies = network.has(Mechanism.BROADCAST) ? 1 : matrix.count(group);
    boolean skips = network.has(Mechanism.ZERO_SKIPPING);
    int[] inputs = new int[Layout.words(masks.length, wordBits)];
    for (int m = 0; m < masks.length; m++) {
      if (masks[m] != 0 || !skips) {
        inputs[m / wordBits]++;
        matrix.count(counter, m, group, Integer.bitCount(masks[m]), scan.shifts());
      }
    }
    for (int active : inputs) {
      counter.add(Event.EMPTY_WORDS, active == 0 ? 1 : 0);
    }
    counter.reads(Memory.SPIKE, inputs.length * scan.allFetches() * copies, wordBits);
    timeline.scan(scan.allFetches() * copies, matrix.accesses(), inputs);
  }

  void group(
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

  /** A row of a memory of which so many bits are read, and perhaps written. */
  void row(Memory memory, int readBits, int writtenBits) {
    counter.reads(memory, 1, readBits);
    counter.writes(memory, writtenBits > 0 ? 1 : 0, writtenBits);
    timeline.group(1, 1, words(memory, 1), writtenBits > 0 ? words(memory, 1) : words(), 0);
  }

  /** Reads of spike words, ahead of a group operation that is done with {@code reads}. */
  void reading(int spikeWords, EnumMap<Memory, Integer> others) {
    others.forEach((memory, count) -> counter.reads(memory, count, width(memory)));
    counter.reads(Memory.SPIKE, spikeWords, wordBits);
    EnumMap<Memory, Integer> reads = new EnumMap<>(others);
    reads.put(Memory.SPIKE, spikeWords);
    timeline.group(1, 1, reads, words(), 0);
  }

  Counter counter() {
    return counter;
  }

  private int width(Memory memory) {
    return network.bits().of(memory);
  }

  private int touched(int group, int count) {
    return SpikeMemory.touched(group * lanes, count, wordBits);
  }

  void enter(int layer, Phase phase) {
    counter.enter(network.stages().indexOf(new FrameStage(layer, phase)));
  }

  static EnumMap<Memory, Integer> words() {
    return new EnumMap<>(Memory.class);
  }

  static EnumMap<Memory, Integer> words(Memory memory, int count) {
    EnumMap<Memory, Integer> words = words();
    words.put(memory, count);
    return words;
  }

  static EnumMap<Memory, Integer> words(Memory one, int ones, Memory two, int twos) {
    EnumMap<Memory, Integer> words = words(one, ones);
    words.put(two, twos);
    return words;
  }
}
