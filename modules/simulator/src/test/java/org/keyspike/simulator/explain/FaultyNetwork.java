package org.keyspike.simulator.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerAdaptation;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.MatrixPlace;
import org.keyspike.simulator.machine.MemoryFault;
import org.keyspike.simulator.machine.SpikeRegion;

/**
 * A network written down once more, number by number, of which one may have a bit that is wrong. It
 * knows nothing of words; the fault is found from the memory map of the package documentation.
 */
final class FaultyNetwork {
  /** What became of a fault. */
  enum Bit {
    /** No number is there. */
    UNUSED,
    /** Written anew before anything reads it, or after everything has been read. */
    OVERWRITTEN,
    /** Part of a number. */
    FLIPPED
  }

  private static final class Layer {
    int[][] w;
    int[][] u;
    int[] bias;
    int[] leak;
    int[] threshold;
    int[] rho;
    int[] coupling;
    int[] jump;
    int[] membrane;
    int[] adaptation;
    int[][] before;
    int shiftW;
    int shiftU;
    int[] potentials;
  }

  private final IntegerModel model;
  private final int lanes;
  private final int wordBits;
  private final int laneBits;
  private final int bands;
  private final int steps;
  private final int[] coarse;
  private final int[] fine;
  private final int[] estimate;
  private final int[] residual;
  private final List<Layer> layers = new ArrayList<>();
  private final List<int[][]> maps = new ArrayList<>();
  private final List<int[]> biases = new ArrayList<>();
  private final int hiddenShift;
  private final int[] sums;
  private Bit bit = Bit.UNUSED;

  FaultyNetwork(WeightImage image, int wordBits) {
    model = image.model();
    lanes = image.lanes();
    this.wordBits = wordBits;
    bands = model.features().bands();
    steps = model.timeSteps();
    boolean adaptive = model.layers().stream().anyMatch(l -> l.adaptation().isPresent());
    laneBits = adaptive ? 16 : model.membraneBits();
    IntegerEncoder.Residual two = model.encoder() instanceof IntegerEncoder.Residual e ? e : null;
    IntegerEncoder.StepForward one =
        model.encoder() instanceof IntegerEncoder.StepForward e ? e : null;
    coarse =
        two != null ? two.coarseSteps().values() : one != null ? one.coarseSteps().values() : null;
    fine = two == null ? null : two.fineSteps().values();
    estimate = new int[bands];
    residual = new int[bands];
    for (IntegerLayer layer : model.layers()) {
      layers.add(layer(layer));
    }
    if (model.readout() instanceof IntegerReadout.Keyword keyword) {
      maps.add(values(keyword.hiddenWeight()));
      maps.add(values(keyword.outputWeight()));
      biases.add(keyword.hiddenBias().values().clone());
      biases.add(keyword.outputBias().values().clone());
      hiddenShift = keyword.hiddenShift();
    } else {
      IntegerReadout.FrameWise frameWise = (IntegerReadout.FrameWise) model.readout();
      maps.add(values(frameWise.weight()));
      biases.add(frameWise.bias().values().clone());
      hiddenShift = 0;
    }
    sums = new int[maps.get(0).length];
  }

  private Layer layer(IntegerLayer from) {
    Layer layer = new Layer();
    layer.w = values(from.weight());
    layer.u = from.recurrent().map(FaultyNetwork::values).orElse(null);
    layer.bias = from.bias().values().clone();
    layer.leak = from.leak().values().clone();
    layer.threshold = from.threshold().values().clone();
    Optional<IntegerAdaptation> adaptation = from.adaptation();
    layer.rho = adaptation.map(a -> a.leak().values().clone()).orElse(null);
    layer.coupling = adaptation.map(a -> a.coupling().values().clone()).orElse(null);
    layer.jump = adaptation.map(a -> a.jump().values().clone()).orElse(null);
    layer.membrane = new int[from.neurons()];
    layer.adaptation = new int[from.neurons()];
    layer.potentials = new int[from.neurons()];
    layer.before = new int[steps][from.neurons()];
    layer.shiftW = from.shiftWeight();
    layer.shiftU = from.shiftRecurrent();
    return layer;
  }

  private static int[][] values(IntegerMatrix matrix) {
    int[][] values = new int[matrix.rows()][matrix.columns()];
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        values[row][column] = matrix.get(row, column);
      }
    }
    return values;
  }

  /** What became of the fault of the last run. */
  Bit bit() {
    return bit;
  }

  /** Everything that it says to a clip with a fault. */
  Trace run(byte[] features, MemoryFault fault, WeightImage image, Layout layout) {
    int frames = features.length / bands;
    int channels = coarse == null ? 0 : (fine == null ? 2 : 4) * bands;
    byte[] encoded = new byte[frames * channels];
    List<byte[]> spikes = new ArrayList<>();
    List<short[]> potentials = new ArrayList<>();
    List<short[]> adaptations = new ArrayList<>();
    for (Layer layer : layers) {
      spikes.add(new byte[frames * steps * layer.bias.length]);
      potentials.add(new short[frames * steps * layer.bias.length]);
      adaptations.add(new short[layer.rho == null ? 0 : frames * steps * layer.bias.length]);
    }
    boolean keyword = maps.size() == 2;
    int classes = biases.get(biases.size() - 1).length;
    int[] logits = new int[keyword ? classes : frames * classes];
    for (int t = 0; t < frames; t++) {
      if (fault.beforeFrame() == t) {
        strike(fault, image, layout, t);
      }
      int[] input = new int[coarse == null ? bands : channels];
      for (int c = 0; c < bands; c++) {
        input[c] = features[t * bands + c] & 0xFF;
      }
      if (coarse != null) {
        encode(input);
        for (int c = 0; c < channels; c++) {
          encoded[t * channels + c] = (byte) input[c];
        }
      }
      int[] merged = new int[layers.get(layers.size() - 1).bias.length];
      for (int k = 0; k < steps; k++) {
        int[] below = input;
        for (int l = 0; l < layers.size(); l++) {
          Layer layer = layers.get(l);
          int from = (t * steps + k) * layer.bias.length;
          for (int n = 0; n < layer.adaptation.length && layer.rho != null; n++) {
            adaptations.get(l)[from + n] = (short) layer.adaptation[n];
          }
          below = update(layer, below, k);
          for (int n = 0; n < below.length; n++) {
            spikes.get(l)[from + n] = (byte) below[n];
            potentials.get(l)[from + n] = (short) layer.potentials[n];
          }
        }
        for (int n = 0; n < merged.length; n++) {
          merged[n] += below[n];
        }
      }
      if (!keyword) {
        for (int n = 0; n < classes; n++) {
          logits[t * classes + n] = sum(maps.get(0)[n], merged) + biases.get(0)[n];
        }
      }
      for (int r = 0; r < sums.length; r++) {
        sums[r] += sum(maps.get(0)[r], merged);
      }
    }
    if (fault.beforeFrame() == frames) {
      bit = Bit.OVERWRITTEN;
    }
    if (keyword) {
      int[] hidden = new int[sums.length];
      int half = hiddenShift == 0 ? 0 : 1 << hiddenShift - 1;
      for (int r = 0; r < hidden.length; r++) {
        hidden[r] = Math.min(255, Math.max(0, sums[r] + biases.get(0)[r]) + half >> hiddenShift);
      }
      for (int n = 0; n < classes; n++) {
        logits[n] = sum(maps.get(1)[n], hidden) + biases.get(1)[n];
      }
    }
    return new Trace(frames, steps, classes, encoded, spikes, potentials, adaptations, logits);
  }

  private void encode(int[] input) {
    int[] x = input.clone();
    for (int c = 0; c < bands; c++) {
      int error = x[c] - estimate[c];
      int up = error >= coarse[c] ? 1 : 0;
      int down = -error >= coarse[c] ? 1 : 0;
      estimate[c] = (short) (estimate[c] + coarse[c] * (up - down));
      input[c] = up;
      input[bands + c] = down;
      if (fine != null) {
        int rest = x[c] - estimate[c] - residual[c];
        up = rest >= fine[c] ? 1 : 0;
        down = -rest >= fine[c] ? 1 : 0;
        residual[c] = (short) (residual[c] + fine[c] * (up - down));
        input[2 * bands + c] = up;
        input[3 * bands + c] = down;
      }
    }
  }

  private int[] update(Layer layer, int[] below, int k) {
    int max = (1 << model.membraneBits() - 1) - 1;
    int[] spikes = new int[layer.bias.length];
    for (int n = 0; n < spikes.length; n++) {
      int u = layer.leak[n] * layer.membrane[n] + 128 >> 8;
      u += (sum(layer.w[n], below) << layer.shiftW) + layer.bias[n];
      u += layer.u == null ? 0 : sum(layer.u[n], layer.before[k]) << layer.shiftU;
      u -= layer.rho == null ? 0 : layer.adaptation[n];
      u = Math.max(-max - 1, Math.min(max, u));
      layer.potentials[n] = u;
      spikes[n] = u >= layer.threshold[n] ? 1 : 0;
      int v = u - spikes[n] * layer.threshold[n];
      layer.membrane[n] = v << 32 - laneBits >> 32 - laneBits;
      if (layer.rho != null) {
        int w = layer.rho[n] * layer.adaptation[n] + layer.coupling[n] * layer.membrane[n] + 128;
        w = (w >> 8) + layer.jump[n] * spikes[n];
        layer.adaptation[n] = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, w));
      }
    }
    layer.before[k] = spikes;
    return spikes;
  }

  private static int sum(int[] weights, int[] inputs) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * inputs[i];
    }
    return sum;
  }

  private void strike(MemoryFault fault, WeightImage image, Layout layout, int t) {
    int lane = fault.bit() / laneBits(fault.memory());
    int at = fault.bit() % laneBits(fault.memory());
    switch (fault.memory()) {
      case ENCODER -> {
        int band = fault.address() * lanes + lane;
        flip(at < 16 ? estimate : fine == null ? null : residual, band, at % 16, 16);
      }
      case PARAMETER -> parameter(layout, fault.address(), lane, at);
      case MEMBRANE -> {
        for (int l = 0; l < layers.size(); l++) {
          Layer layer = layers.get(l);
          int groups = groups(layer.bias.length);
          int word = fault.address() - layout.layers().get(l).membranes();
          if (word >= 0 && word < groups) {
            flip(layer.membrane, word * lanes + lane, at, laneBits);
          } else if (word >= groups && word < 2 * groups && layer.rho != null) {
            flip(layer.adaptation, (word - groups) * lanes + lane, at, 16);
          }
        }
      }
      case SUM -> flip(maps.size() == 2 ? sums : null, fault.address() * lanes + lane, at, 32);
      case SPIKE -> spike(layout, fault, t);
      case WEIGHT -> weight(image, layout, fault);
    }
  }

  private int laneBits(Memory memory) {
    return switch (memory) {
      case ENCODER -> fine == null ? 16 : 32;
      case PARAMETER -> 40;
      case MEMBRANE -> laneBits;
      case SUM -> 32;
      case SPIKE, WEIGHT -> Integer.MAX_VALUE;
    };
  }

  private int groups(int items) {
    return (items + lanes - 1) / lanes;
  }

  /** Bits 0–7 q, 8–23 θ, 24–39 b; q_ρ, q_a, 16–31 γ; δ¹, δ²; a readout's b at 24–39. */
  private void parameter(Layout layout, int address, int lane, int at) {
    if (coarse != null && address < groups(bands)) {
      int[] of = at < 16 ? coarse : at < 32 ? fine : null;
      flip(of, address * lanes + lane, at % 16, 16);
    }
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      int groups = groups(layer.bias.length);
      int word = address - layout.layers().get(l).parameters();
      int n = word * lanes + lane;
      if (word >= 0 && word < groups && at < 8) {
        flip(layer.leak, n, at, 0);
      } else if (word >= 0 && word < groups) {
        flip(at < 24 ? layer.threshold : layer.bias, n, (at - 8) % 16, 16);
      } else if (word >= groups && word < 2 * groups && layer.rho != null && at < 32) {
        n -= groups * lanes;
        flip(
            at < 8 ? layer.rho : at < 16 ? layer.coupling : layer.jump,
            n,
            at % (at < 16 ? 8 : 16),
            at < 8 ? 0 : at < 16 ? 8 : 16);
      }
    }
    for (int map = 0; map < maps.size(); map++) {
      int word = address - layout.readoutBiases(map);
      if (word >= 0 && word < groups(biases.get(map).length) && at >= 24) {
        flip(biases.get(map), word * lanes + lane, at - 24, 16);
      }
    }
  }

  /** Flips a bit of a number of so many bits, two's complement; 0 for one without a sign. */
  private void flip(int[] numbers, int index, int at, int signed) {
    if (numbers == null || index >= numbers.length) {
      return;
    }
    bit = Bit.FLIPPED;
    numbers[index] ^= 1 << at;
    if (signed > 0) {
      numbers[index] = numbers[index] << 32 - signed >> 32 - signed;
    }
  }

  /** Of all spikes only those of the frame before are still to be read, by recurrent weights. */
  private void spike(Layout layout, MemoryFault fault, int t) {
    bit = Bit.OVERWRITTEN;
    for (int l = 0; l < layers.size(); l++) {
      for (int k = 0; k < steps; k++) {
        // The first frame writes to the second region.
        SpikeRegion outputs = layout.layers().get(l).outputs();
        int region = outputs.address(outputs.slot(t), k, 0);
        int n = (fault.address() - region) * wordBits + fault.bit();
        if (fault.address() >= region && n < layers.get(l).bias.length && layers.get(l).u != null) {
          bit = Bit.FLIPPED;
          layers.get(l).before[k][n] ^= 1;
        }
      }
    }
  }

  private void weight(WeightImage image, Layout layout, MemoryFault fault) {
    for (int l = 0; l < layers.size(); l++) {
      weight(
          image.layers().get(l).weight(), layout.layers().get(l).weight(), layers.get(l).w, fault);
      if (layers.get(l).u != null) {
        weight(
            image.layers().get(l).recurrent().orElseThrow(),
            layout.layers().get(l).recurrent(),
            layers.get(l).u,
            fault);
      }
    }
    for (int map = 0; map < maps.size(); map++) {
      weight(image.readout().matrices().get(map), layout.readout(map), maps.get(map), fault);
    }
  }

  private void weight(PackedMatrix matrix, MatrixPlace place, int[][] into, MemoryFault fault) {
    int at = fault.address() - place.base();
    byte[] words = matrix.words().clone();
    if (at < 0 || at >= words.length) {
      return;
    }
    words[at] ^= (byte) (1 << fault.bit());
    int[] word = new int[lanes];
    for (int row = 0; row < into.length; row++) {
      for (int column = 0; column < into[row].length; column++) {
        matrix.word().read(words, place.address(column, row / lanes) - place.base(), word);
        if (into[row][column] != word[row % lanes]) {
          bit = Bit.FLIPPED;
          into[row][column] = word[row % lanes];
        }
      }
    }
  }
}
