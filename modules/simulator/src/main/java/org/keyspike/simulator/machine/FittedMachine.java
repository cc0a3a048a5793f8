package org.keyspike.simulator.machine;

import java.util.EnumMap;
import java.util.Map;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;

/**
 * Machines whose memories are cut to an image: as many words as it fills, no wider than its words.
 *
 * <p>{@link #NAME} is the machine that is used where none is named: mechanisms, clock, spike words,
 * ports and latencies of the {@linkplain Architecture#reference() reference machine}, lanes of the
 * image, and a weight memory as wide as the widest weight word, so that every word is one access.
 * Its cycles are those of the reference machine with as many lanes; its memories leak no more than
 * they must.
 */
public final class FittedMachine {
  /** Its name for {@code --arch} and in recipes. */
  public static final String NAME = "fitted";

  private FittedMachine() {}

  /** The machine that is cut to an image. */
  public static Architecture of(WeightImage image) {
    Architecture like = Architecture.reference();
    return like(
        new Architecture(
            NAME,
            image.lanes(),
            like.clockHz(),
            like.spikeWordBits(),
            like.mechanisms(),
            like.memories()),
        image);
  }

  /** A machine with memories cut to an image, and with a weight word of it in every access. */
  public static Architecture like(Architecture machine, WeightImage image) {
    WeightImage loaded = Loader.load(image, machine);
    int widest = loaded.matrices().stream().mapToInt(PackedMatrix::wordBytes).max().orElseThrow();
    return cut(machine, loaded, Byte.SIZE * widest);
  }

  /** Whether the memories of a machine are just those. */
  public static boolean fits(Architecture machine, WeightImage image) {
    return like(machine, image).equals(machine);
  }

  /** What an image fills of a machine's memories; the weight memory keeps its width. */
  public static Architecture filled(Architecture machine, WeightImage image) {
    WeightImage loaded = Loader.load(image, machine);
    return cut(machine, loaded, machine.memories().get(Memory.WEIGHT).widthBits());
  }

  private static Architecture cut(Architecture machine, WeightImage loaded, int weightBits) {
    Map<Memory, MemoryShape> roomy = new EnumMap<>(Memory.class);
    WordBits bits = WordBits.of(loaded, machine);
    machine
        .memories()
        .forEach(
            (memory, shape) -> {
              int width = memory == Memory.WEIGHT ? weightBits : bits.of(memory);
              roomy.put(memory, sized(shape, width, MemoryShape.DEEPEST));
            });
    Layout layout = new Layout(loaded, with(machine, loaded.lanes(), roomy));
    Map<Memory, MemoryShape> cut = new EnumMap<>(Memory.class);
    roomy.forEach(
        (memory, shape) -> cut.put(memory, sized(shape, shape.widthBits(), layout.words(memory))));
    return with(machine, loaded.lanes(), cut);
  }

  private static MemoryShape sized(MemoryShape like, int widthBits, int depth) {
    return new MemoryShape(widthBits, depth, like.ports(), like.latency());
  }

  private static Architecture with(
      Architecture machine, int lanes, Map<Memory, MemoryShape> memories) {
    return new Architecture(
        machine.name(),
        lanes,
        machine.clockHz(),
        machine.spikeWordBits(),
        machine.mechanisms(),
        memories);
  }
}
