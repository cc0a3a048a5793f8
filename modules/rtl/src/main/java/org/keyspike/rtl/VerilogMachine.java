package org.keyspike.rtl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.hardware.LayerImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.network.KeptIndices;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.Layout;
import org.keyspike.simulator.machine.Loader;
import org.keyspike.simulator.machine.Machine;

/**
 * A machine in Verilog with an image in its memories: the same machine of the simulator, its
 * program, and the parameters of {@code machine.v}.
 *
 * <p>Memories are as deep as the image fills them, and have no more ports than units ask for.
 */
final class VerilogMachine {
  /** Ports that units of the machine ask for at most, but of the spike and weight memory. */
  private static final int MOST_PORTS = 4;

  /** As many as say how many ports there are. */
  private static final int LEAST_FETCH_BITS = 5;

  private final WeightImage image;
  private final List<Integer> bandPlaces;
  private final int bandsOfAClip;
  private final Architecture architecture;
  private final Machine machine;
  private final MachineProgram program;

  /**
   * Sets it up.
   *
   * @throws org.keyspike.simulator.FitException if the image does not fit the machine
   * @throws TooLargeException if it does not fit the program
   */
  VerilogMachine(WeightImage image, Architecture architecture) {
    // What pruning removed is not there, or is there with weights of 0: either way there is no map.
    this.image = Loader.load(image, architecture).withKept(List.of());
    bandsOfAClip = image.features().bands();
    bandPlaces =
        this.image.features().bands() == bandsOfAClip
            ? IntStream.range(0, bandsOfAClip).boxed().toList()
            : image.kept(KeptIndices.BANDS).indices();
    this.architecture = architecture;
    machine = new Machine(this.image, architecture);
    program = new MachineProgram(this.image, architecture, machine.layout());
  }

  /** As it is loaded. */
  WeightImage image() {
    return image;
  }

  Architecture architecture() {
    return architecture;
  }

  /** The machine of the simulator. */
  Machine machine() {
    return machine;
  }

  MachineProgram program() {
    return program;
  }

  /** A clip of the image's bands as one of the machine's, (T, C) unsigned bytes; 0 where pruned. */
  byte[] features(byte[] clip) {
    byte[] features = new byte[clip.length / bandsOfAClip * bands()];
    for (int i = 0; i < clip.length; i++) {
      features[i / bandsOfAClip * bands() + bandPlaces.get(i % bandsOfAClip)] = clip[i];
    }
    return features;
  }

  int bands() {
    return image.features().bands();
  }

  boolean adaptive() {
    return image.layers().stream().anyMatch(layer -> layer.adaptation().isPresent());
  }

  boolean direct() {
    return image.encoder() instanceof IntegerEncoder.Direct;
  }

  /** Words that the memory has. */
  int depth(Memory memory) {
    int words =
        memory == Memory.WEIGHT ? program.weightRows().rows() : machine.layout().words(memory);
    return Math.max(1, words);
  }

  private boolean codes(Class<? extends IntegerCode> kind) {
    return image.layers().stream().map(LayerImage::code).anyMatch(kind::isInstance);
  }

  /** The parameters of {@code machine.v}, in its order, but for the contents of memories. */
  Map<String, Object> parameters() {
    Layout layout = machine.layout();
    Map<String, Object> all = new LinkedHashMap<>();
    boolean parallel = architecture.has(Mechanism.PARALLEL_STEPS);
    all.put("LANES", architecture.lanes());
    all.put("WEIGHT_BITS", image.weightBits());
    all.put("MEMBRANE_BITS", image.membraneBits());
    all.put("TIME_STEPS", image.timeSteps());
    all.put("STEPS", parallel ? image.timeSteps() : 1);
    all.put("BANDS", bands());
    all.put("DIRECT", bit(direct()));
    all.put("ADAPTIVE", bit(adaptive()));
    all.put("POWERS", bit(codes(IntegerCode.PowersOfTwo.class)));
    all.put("GRADED", bit(codes(IntegerCode.Graded.class)));
    all.put("EACH", program.most(Field.EACH));
    all.put("PLANES", program.mostPlanesOfAScan());
    all.put("DIGITS", program.most(Field.DIGITS));
    all.put("SKIPS", bit(architecture.has(Mechanism.ZERO_SKIPPING)));
    all.put("COMPRESSED", bit(program.weightRows().compressed()));
    all.put("ACCESSES", program.weightRows().mostAccesses());
    all.put("NUMBER_BITS", program.weightRows().numberBits());
    all.put("INVERSE_SHIFT", program.weightRows().inverseShift());
    all.put("LANE_BITS", machine.shared(Memory.MEMBRANE).laneBits());
    all.put("ENCODER_BITS", image.encoder() instanceof IntegerEncoder.StepForward ? 16 : 32);
    all.put("SUM_BITS", SumBits.of(image.model()));
    all.put("WORDS_BITS", bits(program.most(Field.WORDS)));
    all.put("FETCH_BITS", Math.max(LEAST_FETCH_BITS, bits(program.most(Field.FETCHES))));
    all.put("ALIGNED", bit(program.aligned()));
    all.put("PROGRAM_ADDRESS", address(program.words().size()));
    all.put("GROUP_BITS", address(program.mostGroups()));
    all.put("CLEARED", cleared());
    all.put("RINGS", program.rings().strides().size());
    all.put("RING_STRIDES", ringParameter(program.rings().strides(), address(depth(Memory.SPIKE))));
    all.put("RING_LASTS", ringParameter(program.rings().lasts(), address(depth(Memory.SPIKE))));
    all.put("SPIKE_WORD", architecture.spikeWordBits());
    all.put("SPIKE_CLEARED", layout.delayDigits());
    all.put("WEIGHT_WIDTH", architecture.memories().get(Memory.WEIGHT).widthBits());
    for (Memory memory : Memory.values()) {
      MemoryShape shape = architecture.memories().get(memory);
      boolean many = memory == Memory.SPIKE || memory == Memory.WEIGHT;
      all.put(memory.name() + "_DEPTH", depth(memory));
      all.put(memory.name() + "_ADDRESS", address(depth(memory)));
      all.put(memory.name() + "_PORTS", many ? shape.ports() : Math.min(shape.ports(), MOST_PORTS));
      all.put(memory.name() + "_LATENCY", shape.latency());
    }
    return all;
  }

  private int cleared() {
    int deepest = machine.layout().delayDigits();
    for (Memory memory : List.of(Memory.MEMBRANE, Memory.ENCODER, Memory.SUM)) {
      deepest = Math.max(deepest, depth(memory));
    }
    return deepest;
  }

  /** The bits of a number. */
  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  /** The bits of an address of so many words. */
  static int address(int words) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(words - 1));
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }

  /** Numbers of so many bits side by side, the first one lowest. */
  private static String ringParameter(List<Integer> values, int bits) {
    StringBuilder text = new StringBuilder("{");
    for (int i = values.size() - 1; i >= 0; i--) {
      text.append(bits).append("'d").append(values.get(i)).append(i > 0 ? ", " : "}");
    }
    return text.toString();
  }
}
