package org.keyspike.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;
import org.keyspike.network.NumberFormat;

/**
 * What every frame costs, worked out from the spikes by the formulas of the package documentation:
 * no machine is stepped. It says the same as {@link Machine}, count for count, which tests hold.
 */
public final class CycleModel {
  private static final int ADAPTIVE_CYCLES = 3;

  private final Architecture architecture;
  private final IntegerModel model;
  private final WordBits bits;
  private final List<Stage> stages;
  private final List<MatrixCost> weights = new ArrayList<>();
  private final List<MatrixCost> recurrents = new ArrayList<>();
  private final List<MatrixCost> maps = new ArrayList<>();
  private final List<int[]> places;
  private final int bandsSeen;

  /** For an image on a machine. */
  public CycleModel(WeightImage image, Architecture architecture) {
    this.architecture = architecture;
    WeightImage loaded = Loader.load(image, architecture);
    boolean restored = loaded.kept().size() < image.kept().size();
    places = RestoredRows.places(restored ? image : image.withKept(List.of()));
    bandsSeen = image.features().bands();
    model = loaded.model();
    bits = WordBits.of(loaded, architecture);
    stages = Program.stages(loaded);
    for (int l = 0; l < loaded.layers().size(); l++) {
      weights.add(new MatrixCost(loaded.layers().get(l).weight(), architecture));
      recurrents.add(
          loaded
              .layers()
              .get(l)
              .recurrent()
              .map(u -> new MatrixCost(u, architecture))
              .orElse(null));
    }
    loaded.readout().matrices().forEach(map -> maps.add(new MatrixCost(map, architecture)));
  }

  /**
   * What the frames of a clip cost; a keyword readout decides after the last one.
   *
   * @param features (T, C) unsigned bytes
   * @param trace what the network says to them
   */
  public List<FrameCounts> frames(byte[] features, Trace trace) {
    return frames(features, trace, trace.frames());
  }

  /**
   * What the frames of a clip cost a quantized network of the same shape on the same machine, which
   * a network of TS steps is fairly compared with: activations of ⌈log2(TS + 1)⌉ = TS bits, none of
   * them skipped, both bits added at once as the two steps are; no membranes, and each neuron
   * updated once a frame. The encoder stays, its channels have one bit.
   */
  public List<FrameCounts> dense(int frames) {
    return frames(null, null, frames);
  }

  private List<FrameCounts> frames(byte[] features, Trace traceOrNull, int count) {
    Counter counter = new Counter(stages);
    Timeline timeline = new Timeline(architecture, counter);
    List<FrameCounts> frames = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      counter.clear();
      new Frame(features, traceOrNull, t, count, counter, timeline).run();
      frames.add(counter.frame());
    }
    return frames;
  }

  /** One frame, of a trace or, without one, of the dense network. */
  private final class Frame {
    private final byte[] features;
    private final Trace trace;
    private final int t;
    private final int frames;
    private final Counter counter;
    private final Timeline timeline;
    private final int steps = model.timeSteps();
    private final boolean parallel = architecture.has(Mechanism.PARALLEL_STEPS);

    Frame(byte[] features, Trace trace, int t, int frames, Counter counter, Timeline timeline) {
      this.features = features;
      this.trace = trace;
      this.t = t;
      this.frames = frames;
      this.counter = counter;
      this.timeline = timeline;
    }

    void run() {
      encode();
      for (int l = 0; l < weights.size(); l++) {
        for (int pass = 0; pass < (parallel ? 1 : steps); pass++) {
          int[] own = recurrents.get(l) == null ? null : spikes(l, t - 1, pass(pass));
          for (int group = 0; group < weights.get(l).groups(); group++) {
            feedForward(l, group, pass);
            if (own != null) {
              enter(l + 1, Phase.RECURRENT);
              scan(recurrents.get(l), group, own, parallel ? steps : 1);
            }
            update(l, group);
          }
        }
      }
      readout();
      if (model.readout() instanceof IntegerReadout.Keyword keyword && t == frames - 1) {
        decision(keyword);
      }
    }

    private void encode() {
      enter(0, Phase.ENCODE);
      int bands = model.features().bands();
      int wordBits = architecture.spikeWordBits();
      if (model.encoder() instanceof IntegerEncoder.Direct) {
        group(1, 1, words(), words(), Layout.PLANES * Layout.words(bands, wordBits));
        return;
      }
      int kinds = model.channels() / bands;
      for (int first = 0; first < bands; first += architecture.lanes()) {
        int count = Math.min(architecture.lanes(), bands - first);
        int touched = 0;
        for (int kind = 0; kind < kinds; kind++) {
          touched += SpikeMemory.touched(kind * bands + first, count, wordBits);
        }
        counter.add(Event.ENCODINGS, count);
        group(
            1, 1, words(Memory.ENCODER, 1, Memory.PARAMETER, 1), words(Memory.ENCODER, 1), touched);
      }
    }

    private void feedForward(int l, int group, int pass) {
      enter(l + 1, Phase.FEED_FORWARD);
      MatrixCost matrix = weights.get(l);
      if (l > 0) {
        scan(matrix, group, spikes(l - 1, t, pass(pass)), parallel ? steps : 1);
        return;
      }
      int all = parallel && trace != null ? (1 << steps) - 1 : 1;
      int[] masks = new int[model.channels()];
      boolean direct = model.encoder() instanceof IntegerEncoder.Direct;
      for (int bit = 0; bit < (direct ? Layout.PLANES : 1); bit++) {
        for (int c = 0; c < masks.length; c++) {
          masks[c] = input(c, bit) ? all : 0;
        }
        scan(matrix, group, masks, 1);
      }
    }

    /** Whether a channel of the first layer is active: an encoder's spike, or a feature's bit. */
    private boolean input(int channel, int bit) {
      if (trace == null) {
        return true;
      }
      int bands = model.features().bands();
      int band = Arrays.binarySearch(places.get(0), channel % bands);
      if (band < 0) {
        return false;
      }
      if (model.encoder() instanceof IntegerEncoder.Direct) {
        return (features[t * bandsSeen + band] >> bit & 1) == 1;
      }
      int channels = model.channels() / bands * bandsSeen;
      return trace.encoderSpikes()[t * channels + channel / bands * bandsSeen + band] == 1;
    }

    private void update(int l, int group) {
      enter(l + 1, Phase.UPDATE);
      IntegerLayer layer = model.layers().get(l);
      boolean adaptive = layer.adaptation().isPresent();
      int words = adaptive ? 2 : 1;
      int count = weights.get(l).count(group);
      int times = parallel && trace != null ? steps : 1;
      counter.add(Event.UPDATES, (long) times * count);
      counter.add(Event.ADAPTATIONS, adaptive ? (long) times * count : 0);
      group(
          times,
          adaptive ? ADAPTIVE_CYCLES : 1,
          trace == null
              ? words(Memory.PARAMETER, words)
              : words(Memory.PARAMETER, words, Memory.MEMBRANE, words),
          trace == null ? words() : words(Memory.MEMBRANE, words),
          touched(group, count));
    }

    private void readout() {
      enter(model.layers().size() + 1, Phase.READOUT);
      MatrixCost map = maps.get(0);
      boolean keyword = model.readout() instanceof IntegerReadout.Keyword;
      boolean merged = architecture.has(Mechanism.MERGED_SPIKES);
      int last = model.layers().size() - 1;
      for (int group = 0; group < map.groups(); group++) {
        timeline.prefetch(
            keyword ? Memory.SUM : Memory.PARAMETER, keyword ? bits.sum() : bits.parameter());
        for (int pass = 0; pass < (merged ? 1 : steps); pass++) {
          scan(map, group, spikes(last, t, merged ? -1 : pass), merged ? steps : 1);
        }
        counter.add(Event.READOUTS, map.count(group));
        group(1, 1, words(), keyword ? words(Memory.SUM, 1) : words(), 0);
      }
    }

    private void decision(IntegerReadout.Keyword keyword) {
      enter(model.layers().size() + 1, Phase.DECISION);
      int[] hidden = hidden(keyword);
      for (int group = 0; group < maps.get(0).groups(); group++) {
        int count = maps.get(0).count(group);
        counter.add(Event.READOUTS, count);
        group(
            1,
            1,
            words(Memory.SUM, 1, Memory.PARAMETER, 1),
            words(),
            Layout.PLANES * touched(group, count));
      }
      MatrixCost map = maps.get(1);
      int[] masks = new int[hidden.length];
      for (int group = 0; group < map.groups(); group++) {
        timeline.prefetch(Memory.PARAMETER, bits.parameter());
        for (int bit = 0; bit < Layout.PLANES; bit++) {
          for (int r = 0; r < masks.length; r++) {
            masks[r] = hidden[r] >> bit & 1;
          }
          scan(map, group, masks, 1);
        }
        counter.add(Event.READOUTS, map.count(group));
        group(1, 1, words(), words(), 0);
      }
    }

    /** h' of all frames so far. */
    private int[] hidden(IntegerReadout.Keyword keyword) {
      int[] hidden = new int[keyword.hidden()];
      if (trace == null) {
        Arrays.fill(hidden, NumberFormat.HIDDEN_MAX);
        return hidden;
      }
      int last = model.layers().size() - 1;
      int[] counts = new int[keyword.inputs()];
      for (int frame = 0; frame <= t; frame++) {
        int[] masks = spikes(last, frame, -1);
        for (int n = 0; n < counts.length; n++) {
          counts[n] += Integer.bitCount(masks[n]);
        }
      }
      IntegerMatrix map = keyword.hiddenWeight();
      int half = keyword.hiddenShift() == 0 ? 0 : 1 << keyword.hiddenShift() - 1;
      for (int r = 0; r < hidden.length; r++) {
        int sum = keyword.hiddenBias().get(r);
        for (int n = 0; n < counts.length; n++) {
          sum += map.get(r, n) * counts[n];
        }
        hidden[r] =
            Math.min(NumberFormat.HIDDEN_MAX, Math.max(0, sum) + half >> keyword.hiddenShift());
      }
      return hidden;
    }

    /** Which step's spikes a pass takes: −1 for all together. */
    private int pass(int pass) {
      return parallel ? -1 : pass;
    }

    /** Of each neuron of a layer the steps in which it spikes, as bits; of one step as bit 0. */
    private int[] spikes(int layer, int frame, int step) {
      int[] seen = places.get(layer + 1);
      int[] masks = new int[model.layers().get(layer).neurons()];
      if (trace == null) {
        Arrays.fill(masks, step < 0 ? (1 << steps) - 1 : 1);
        return masks;
      }
      if (frame < 0) {
        return masks;
      }
      byte[] spikes = trace.spikes().get(layer);
      for (int k = 0; k < steps; k++) {
        if (step < 0 || step == k) {
          int from = (frame * steps + k) * seen.length;
          for (int i = 0; i < seen.length; i++) {
            masks[seen[i]] |= spikes[from + i] << (step < 0 ? k : 0);
          }
        }
      }
      return masks;
    }

    /**
     * A scan.
     *
     * @param regions spike words that are read side by side
     */
    private void scan(MatrixCost matrix, int group, int[] masks, int regions) {
      int wordBits = architecture.spikeWordBits();
      int copies = architecture.has(Mechanism.BROADCAST) ? 1 : matrix.count(group);
      boolean skips = architecture.has(Mechanism.ZERO_SKIPPING);
      int[] active = new int[Layout.words(masks.length, wordBits)];
      for (int m = 0; m < masks.length; m++) {
        if (masks[m] != 0 || !skips) {
          active[m / wordBits]++;
          matrix.count(counter, m, group, Integer.bitCount(masks[m]));
        }
      }
      for (int a : active) {
        counter.add(Event.EMPTY_WORDS, a == 0 ? 1 : 0);
      }
      counter.reads(Memory.SPIKE, active.length * regions * copies, wordBits);
      timeline.scan(regions * copies, matrix.accesses(), active);
    }

    private void group(
        int times,
        int cyclesPerStep,
        EnumMap<Memory, Integer> reads,
        EnumMap<Memory, Integer> writes,
        int spikeWords) {
      reads.forEach((memory, count) -> counter.reads(memory, count, width(memory)));
      writes.forEach((memory, count) -> counter.writes(memory, count, width(memory)));
      counter.writes(Memory.SPIKE, times * spikeWords, bits.spike());
      timeline.group(times, cyclesPerStep, reads, writes, spikeWords);
    }

    private int width(Memory memory) {
      return switch (memory) {
        case ENCODER -> bits.encoder();
        case PARAMETER -> bits.parameter();
        case MEMBRANE -> bits.membrane();
        case SUM -> bits.sum();
        case SPIKE, WEIGHT -> throw new IllegalArgumentException(memory.key());
      };
    }

    private int touched(int group, int count) {
      return SpikeMemory.touched(group * architecture.lanes(), count, architecture.spikeWordBits());
    }

    private void enter(int layer, Phase phase) {
      counter.enter(stages.indexOf(new Stage(layer, phase)));
    }
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
