package org.keyspike.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;

/** Gives every part of an image its place in the memories of a machine, or refuses it. */
final class Layout {
  private static final int PARAMETER_BITS = 8 + 16 + 16;
  private static final int ESTIMATE_BITS = 16;
  private static final int ADAPTATION_BITS = 16;
  private static final int SUM_BITS = 32;

  /** Bits of a feature and of the readout's hidden layer, each read as so many bit planes. */
  static final int PLANES = 8;

  private final WeightImage image;
  private final Architecture architecture;
  private final Map<Memory, Integer> used = new EnumMap<>(Memory.class);
  private final List<LayerPlace> layers = new ArrayList<>();
  private final List<MatrixPlace> readout = new ArrayList<>();
  private final int inputSpikes;
  private final int hiddenPlanes;
  private int weightBytes;
  private int weightBits;

  /**
   * Places an image.
   *
   * @throws FitException if it was made for other lanes, or a memory is too small
   */
  Layout(WeightImage image, Architecture architecture) {
    this.image = image;
    this.architecture = architecture;
    if (image.lanes() != architecture.lanes()) {
      throw new FitException(architecture, "lanes", image.lanes(), architecture.lanes());
    }
    for (Memory memory : Memory.values()) {
      used.put(memory, 0);
    }
    int bands = image.features().bands();
    if (image.encoder() instanceof IntegerEncoder.Direct) {
      inputSpikes = takePlanes(bands);
    } else {
      take(Memory.ENCODER, groups(bands));
      take(Memory.PARAMETER, groups(bands));
      inputSpikes = takeSpikes(image.encoder().channels(bands));
    }
    for (LayerImage layer : image.layers()) {
      layers.add(place(layer));
    }
    List<PackedMatrix> maps = image.readout().matrices();
    for (PackedMatrix map : maps) {
      readout.add(place(map));
      take(Memory.PARAMETER, map.groups());
    }
    if (image.readout() instanceof ReadoutImage.Keyword keyword) {
      take(Memory.SUM, keyword.hiddenWeight().groups());
      hiddenPlanes = takePlanes(keyword.hiddenWeight().rows());
    } else {
      hiddenPlanes = -1;
    }
    requireRoom();
  }

  static int words(int items, int perWord) {
    return (items + perWord - 1) / perWord;
  }

  List<LayerPlace> layers() {
    return layers;
  }

  MatrixPlace readout(int map) {
    return readout.get(map);
  }

  /** Where the encoder's spikes, or the bit planes of the features, start in the spike memory. */
  int inputSpikes() {
    return inputSpikes;
  }

  /** Where the bit planes of the readout's hidden layer start in the spike memory. */
  int hiddenPlanes() {
    return hiddenPlanes;
  }

  /** The words that the image takes of a memory, and their width. */
  MemoryShape need(Memory memory) {
    int lanes = architecture.lanes();
    int width =
        switch (memory) {
          case ENCODER -> lanes * encoderBits();
          case SPIKE -> architecture.spikeWordBits();
          case WEIGHT -> weightBits;
          case PARAMETER -> lanes * PARAMETER_BITS;
          case MEMBRANE -> lanes * membraneBits();
          case SUM -> lanes * SUM_BITS;
        };
    return new MemoryShape(width, used.get(memory));
  }

  private int encoderBits() {
    return (image.encoder() instanceof IntegerEncoder.StepForward ? 1 : 2) * ESTIMATE_BITS;
  }

  private int membraneBits() {
    boolean adaptive = image.layers().stream().anyMatch(layer -> layer.adaptation().isPresent());
    return adaptive ? Math.max(ADAPTATION_BITS, image.membraneBits()) : image.membraneBits();
  }

  private LayerPlace place(LayerImage layer) {
    MatrixPlace weight = place(layer.weight());
    MatrixPlace recurrent = layer.recurrent().map(this::place).orElse(null);
    int[][] spikes = new int[2][image.timeSteps()];
    for (int[] parity : spikes) {
      for (int k = 0; k < parity.length; k++) {
        parity[k] = takeSpikes(layer.neurons());
      }
    }
    int words = layer.adaptation().isPresent() ? 2 : 1;
    take(Memory.PARAMETER, words * weight.groups());
    take(Memory.MEMBRANE, words * weight.groups());
    return new LayerPlace(weight, recurrent, layer.shiftWeight(), layer.shiftRecurrent(), spikes);
  }

  private MatrixPlace place(PackedMatrix matrix) {
    int base = weightBytes;
    weightBytes += matrix.words().length;
    take(Memory.WEIGHT, matrix.columns() * matrix.groups());
    weightBits = Math.max(weightBits, 8 * matrix.word().bytes());
    return new MatrixPlace(base, matrix.rows(), matrix.columns(), matrix.groups(), matrix.word());
  }

  private int groups(int items) {
    return words(items, architecture.lanes());
  }

  private int takeSpikes(int spikes) {
    return take(Memory.SPIKE, words(spikes, architecture.spikeWordBits()));
  }

  private int takePlanes(int values) {
    return take(Memory.SPIKE, PLANES * words(values, architecture.spikeWordBits()));
  }

  private int take(Memory memory, int words) {
    return used.merge(memory, words, Integer::sum) - words;
  }

  private void requireRoom() {
    for (Memory memory : Memory.values()) {
      MemoryShape have = architecture.memories().get(memory);
      if (!have.holds(need(memory))) {
        throw new FitException(architecture, memory.key() + " memory", need(memory), have);
      }
    }
  }
}
