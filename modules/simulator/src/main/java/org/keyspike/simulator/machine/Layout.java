package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;

/** The layout of an image in the memories of a machine, or its refusal. */
public final class Layout {
  /** Bits of a feature and of the readout's hidden layer, each read as so many bit planes. */
  public static final int PLANES = 8;

  private final WeightImage image;
  private final Architecture architecture;
  private final WordBits bits;
  private final Map<Memory, Long> used = new EnumMap<>(Memory.class);
  private final List<LayerPlace> layers = new ArrayList<>();
  private final List<MatrixPlace> readout = new ArrayList<>();
  private final List<Integer> readoutBiases = new ArrayList<>();
  private final int inputSpikes;
  private final int hiddenPlanes;
  private int weightBytes;
  private int weightWords;

  /**
   * Lays out an image in the memories of a machine.
   *
   * @throws FitException if it was made for other lanes, or a memory is too small
   */
  Layout(WeightImage image, Architecture architecture) {
    this.image = image;
    this.architecture = architecture;
    bits = WordBits.of(image, architecture);
    if (image.lanes() != architecture.lanes()) {
      throw new FitException(
          architecture, "lanes", "words of " + image.lanes(), architecture.lanes());
    }
    for (Memory memory : Memory.values()) {
      used.put(memory, 0L);
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
      readoutBiases.add(take(Memory.PARAMETER, map.groups()));
    }
    if (image.readout() instanceof ReadoutImage.Keyword keyword) {
      take(Memory.SUM, keyword.hiddenWeight().groups());
      hiddenPlanes = takePlanes(keyword.hiddenWeight().rows());
    } else {
      hiddenPlanes = -1;
    }
    requireRoom();
  }

  public static int words(int items, int perWord) {
    return (items + perWord - 1) / perWord;
  }

  WordBits bits() {
    return bits;
  }

  public List<LayerPlace> layers() {
    return layers;
  }

  public MatrixPlace readout(int map) {
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

  /** Where δ of the first group of bands is in the parameter memory: the first of its words. */
  public int encoderSteps() {
    return 0;
  }

  /** Where the biases of a map of the readout start in the parameter memory. */
  public int readoutBiases(int map) {
    return readoutBiases.get(map);
  }

  /** Words that the image fills of a memory; of the weight memory rows of its own width. */
  public int words(Memory memory) {
    return Math.toIntExact(used.get(memory));
  }

  public int weightWords() {
    return weightWords;
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
    return new LayerPlace(
        weight,
        recurrent,
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        spikes,
        take(Memory.PARAMETER, (long) words * weight.groups()),
        take(Memory.MEMBRANE, (long) words * weight.groups()));
  }

  private MatrixPlace place(PackedMatrix matrix) {
    MemoryShape memory = architecture.memories().get(Memory.WEIGHT);
    MatrixPlace place = MatrixPlace.of(matrix, weightBytes, weightWords, memory);
    weightBytes += matrix.words().length;
    weightWords += matrix.columns() * matrix.groups();
    take(Memory.WEIGHT, place.memoryRows(memory));
    return place;
  }

  private int groups(int items) {
    return words(items, architecture.lanes());
  }

  private int takeSpikes(int spikes) {
    return take(Memory.SPIKE, words(spikes, architecture.spikeWordBits()));
  }

  private int takePlanes(int values) {
    return take(Memory.SPIKE, (long) PLANES * words(values, architecture.spikeWordBits()));
  }

  private int take(Memory memory, long words) {
    return Math.toIntExact(used.merge(memory, words, Long::sum) - words);
  }

  private void requireRoom() {
    for (Memory memory : Memory.values()) {
      MemoryShape have = architecture.memories().get(memory);
      long need = used.get(memory);
      // Weight words of any width go in: narrow ones share a row, wide ones take several.
      int width = memory == Memory.WEIGHT ? have.widthBits() : bits.of(memory);
      if (need > 0 && (width > have.widthBits() || need > have.depth())) {
        throw new FitException(
            architecture,
            memory.key() + " memory",
            need + " words of " + width + " bits",
            have.size());
      }
    }
  }
}
