package org.keyspike.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.network.KeptIndices;

/** Machines with room for everything, and images for them. */
public final class Machines {
  private Machines() {}

  public static Architecture roomy(int lanes, int spikeWordBits) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      memories.put(memory, new MemoryShape(1 << 17, 1 << 20, 16, 0));
    }
    return new Architecture(
        "roomy", lanes, 100_000, spikeWordBits, EnumSet.allOf(Mechanism.class), memories);
  }

  /** Any mechanisms, ports, latencies and widths; room for everything. */
  public static Architecture random(SplittableRandom random) {
    Set<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
    for (Mechanism mechanism : Mechanism.values()) {
      if (random.nextInt(3) > 0) {
        mechanisms.add(mechanism);
      }
    }
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      int width = memory == Memory.WEIGHT ? random.nextInt(8, 1200) : 1 << 17;
      memories.put(
          memory,
          new MemoryShape(
              width, 1 << 20, random.nextInt(1, 5), Math.max(0, random.nextInt(-3, 4))));
    }
    return new Architecture(
        "random", random.nextInt(1, 129), 100_000, random.nextInt(1, 65), mechanisms, memories);
  }

  static Architecture with(Architecture machine, Memory memory, MemoryShape shape) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(machine.memories());
    memories.put(memory, shape);
    return new Architecture(
        machine.name(),
        machine.lanes(),
        machine.clockHz(),
        machine.spikeWordBits(),
        machine.mechanisms(),
        memories);
  }

  public static WeightImage image(IntegerModel model, int lanes) {
    return image(model, lanes, Packing.DENSE);
  }

  public static WeightImage image(IntegerModel model, int lanes, Packing packing) {
    List<String> names =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "class" + k).toList();
    return WeightImage.of(model, names, Map.of(), lanes, packing);
  }

  /** As if pruning had removed bands and neurons: maps of what it kept, for some places. */
  public static WeightImage pruned(WeightImage image, SplittableRandom random) {
    List<KeptIndices> maps = new ArrayList<>();
    int places = image.stateSpace().isPresent() ? 0 : image.layers().size();
    for (int place = 0; place <= places; place++) {
      int size = place == 0 ? image.features().bands() : image.layers().get(place - 1).neurons();
      if (random.nextBoolean()) {
        List<Integer> kept = new ArrayList<>();
        int next = random.nextInt(3);
        for (int i = 0; i < size; i++) {
          kept.add(next);
          next += random.nextInt(1, 4);
        }
        maps.add(new KeptIndices(place, next + random.nextInt(3), kept));
      }
    }
    return image.withKept(maps);
  }
}
