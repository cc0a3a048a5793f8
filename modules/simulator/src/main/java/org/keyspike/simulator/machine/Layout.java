package org.keyspike.simulator.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.hardware.BlockImage;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.ReadoutImage;
import org.keyspike.hardware.StateSpaceImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerVector;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;

/** The layout of an image in the memories of a machine, or its refusal. */
public final class Layout {
  /** Bits of a feature and of the readout's hidden layer, each read as so many bit planes. */
  public static final int PLANES = 8;

  /** Slots of a layer's outputs: of this frame and of the one before. */
  private static final int FRAMES_FOR_RECURRENCE = 2;

  private final WeightImage image;
  private final Architecture architecture;
  private final WordBits bits;
  private final Map<Memory, Long> used = new EnumMap<>(Memory.class);
  private final List<LayerPlace> layers = new ArrayList<>();
  private StateSpacePlace stateSpaceOrNull;
  private final List<MatrixPlace> readout = new ArrayList<>();
  private final List<Integer> readoutBiases = new ArrayList<>();
  private final SpikeRegion input;
  private final int hiddenPlanes;
  private final int delayDigits;
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
      input = takeOutputs(bands, mostDelay(0) + 1, 1, PLANES);
    } else {
      take(Memory.ENCODER, groups(bands));
      take(Memory.PARAMETER, groups(bands));
      input = takeOutputs(image.encoder().channels(bands), mostDelay(0) + 1, 1, 1);
    }
    if (image.backbone() instanceof StateSpaceImage blocks) {
      requireLanes(blocks);
      stateSpaceOrNull = place(blocks);
    } else {
      for (int l = 0; l < image.layers().size(); l++) {
        layers.add(place(image.layers().get(l), mostDelay(l + 1)));
      }
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
    List<SpikeRegion> due = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      due.add(mostDelay(l) > 0 && layers.get(l).groups() > 1 ? takeDue(l) : null);
    }
    SpikeRegion dueInStream =
        stateSpaceOrNull != null && mostDelay(0) > 0 && stateSpaceOrNull.embedding().groups() > 1
            ? takeOutputs(stateSpaceOrNull.embedding().columns(), 1, 1, input.planes())
            : null;
    delayDigits = take(Memory.SPIKE, 0);
    if (stateSpaceOrNull != null && mostDelay(0) > 0) {
      stateSpaceOrNull =
          stateSpaceOrNull.withDelays(
              takeDelays(mostDelay(0), stateSpaceOrNull.embedding()), dueInStream);
    }
    for (int l = 0; l < layers.size(); l++) {
      if (mostDelay(l) > 0) {
        layers.set(
            l,
            layers.get(l).withDelays(takeDelays(mostDelay(l), layers.get(l).weight()), due.get(l)));
      }
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

  /** Where a state space is, or null where there are layers. */
  StateSpacePlace stateSpaceOrNull() {
    return stateSpaceOrNull;
  }

  public MatrixPlace readout(int map) {
    return readout.get(map);
  }

  /** Where the encoder's spikes, or the bit planes of the features, are in the spike memory. */
  public SpikeRegion input() {
    return input;
  }

  /**
   * Where the digits of delays start in the spike memory, of which they are the last words: nothing
   * writes to them while the machine runs.
   */
  public int delayDigits() {
    return delayDigits;
  }

  /** Where the bit planes of the readout's hidden layer start in the spike memory. */
  public int hiddenPlanes() {
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

  /** The longest delay of a layer's inputs; 0 without, and behind the last one. */
  private int mostDelay(int l) {
    if (image.backbone() instanceof StateSpaceImage blocks) {
      return l == 0 ? longest(blocks.stream().delays()) : 0;
    }
    return l == image.layers().size() ? 0 : longest(image.layers().get(l).delays());
  }

  private static int longest(Optional<IntegerVector> delays) {
    return delays.map(each -> Arrays.stream(each.values()).max().orElse(0)).orElse(0);
  }

  /** For the inputs of one frame that are due. */
  private SpikeRegion takeDue(int l) {
    SpikeRegion from = l == 0 ? input : layers.get(l - 1).outputs();
    int inputs = layers.get(l).weight().columns();
    return takeOutputs(inputs, 1, from.steps(), from.planes());
  }

  private DelayPlace takeDelays(int most, MatrixPlace matrix) {
    int words = words(matrix.columns(), architecture.spikeWordBits());
    int digits = DelayPlace.digits(most);
    return new DelayPlace(take(Memory.SPIKE, (long) digits * words), digits, words, most);
  }

  /**
   * @param delay of whoever hears it, in frames; U hears the frame before
   */
  private LayerPlace place(LayerImage layer, int delay) {
    MatrixPlace weight = place(layer.weight());
    MatrixPlace recurrent = layer.recurrent().map(this::place).orElse(null);
    int slots = Math.max(FRAMES_FOR_RECURRENCE, delay + 1);
    SpikeRegion outputs =
        takeOutputs(layer.neurons(), slots, image.timeSteps(), layer.code().bits());
    int words = layer.adaptation().isPresent() ? 2 : 1;
    return new LayerPlace(
        weight,
        recurrent,
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        layer.code(),
        outputs,
        null,
        null,
        take(Memory.PARAMETER, (long) words * weight.groups()),
        take(Memory.MEMBRANE, (long) words * weight.groups()));
  }

  private void requireLanes(StateSpaceImage blocks) {
    if (architecture.lanes() < blocks.shape().states()) {
      throw new FitException(
          architecture, "lanes", blocks.shape().states() + " states", architecture.lanes());
    }
  }

  private StateSpacePlace place(StateSpaceImage image) {
    int width = image.shape().width();
    int bits = image.code().bits();
    MatrixPlace embedding = place(image.stream().embedding().weight());
    int parameters = take(Memory.PARAMETER, groups(width));
    int stream = take(Memory.MEMBRANE, groups(width));
    List<BlockPlace> blocks = new ArrayList<>();
    for (BlockImage block : image.blocks()) {
      blocks.add(place(image, block));
    }
    return new StateSpacePlace(
        embedding,
        image.stream().embedding().shift(),
        parameters,
        stream,
        blocks,
        takeOutputs(width, 1, 1, bits),
        takeMembranes(image, width),
        null,
        null);
  }

  private BlockPlace place(StateSpaceImage image, BlockImage block) {
    int width = image.shape().width();
    int n = block.channels();
    int bits = image.code().bits();
    MatrixPlace in = place(block.in().weight());
    MatrixPlace out = place(block.out().weight());
    return new BlockPlace(
        in,
        block.in().shift(),
        out,
        block.out().shift(),
        new BlockPlace.Events(
            takeOutputs(width, 1, 1, bits),
            takeOutputs(n, 1, 1, bits),
            takeOutputs(n, 1, 1, image.shape().gateCode().bits()),
            takeOutputs(n, 1, 1, bits)),
        new BlockPlace.Parameters(
            take(Memory.PARAMETER, in.groups()),
            take(Memory.PARAMETER, groups(n)),
            take(Memory.PARAMETER, out.groups())),
        new BlockPlace.Membranes(
            takeMembranes(image, width), takeMembranes(image, n), takeMembranes(image, n)),
        new BlockPlace.States(
            take(Memory.MEMBRANE, StateRows.of(image.shape(), n, architecture.lanes()).count()),
            take(Memory.MEMBRANE, groups(n)),
            take(Memory.MEMBRANE, groups(image.shape().heads()))));
  }

  /** Graded neurons of a state space have no memory. */
  private int takeMembranes(StateSpaceImage image, int neurons) {
    return image.threshold().isPresent() ? BlockPlace.NONE : take(Memory.MEMBRANE, groups(neurons));
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

  private SpikeRegion takeOutputs(int outputs, int slots, int steps, int planes) {
    int words = words(outputs, architecture.spikeWordBits());
    int base = Math.toIntExact(used.get(Memory.SPIKE));
    SpikeRegion region = new SpikeRegion(base, slots, steps, planes, words);
    take(Memory.SPIKE, region.size());
    return region;
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
