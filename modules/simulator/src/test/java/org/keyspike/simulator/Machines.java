package org.keyspike.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;

/** Machines with room for everything, and images for them. */
final class Machines {
  private Machines() {}

  static Architecture roomy(int lanes, int spikeWordBits) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    for (Memory memory : Memory.values()) {
      memories.put(memory, new MemoryShape(1 << 17, 1 << 20));
    }
    return new Architecture("roomy", lanes, 100_000, spikeWordBits, memories);
  }

  static Architecture with(Architecture machine, Memory memory, MemoryShape shape) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(machine.memories());
    memories.put(memory, shape);
    return new Architecture(
        machine.name(), machine.lanes(), machine.clockHz(), machine.spikeWordBits(), memories);
  }

  static WeightImage image(IntegerModel model, int lanes) {
    List<String> names =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "class" + k).toList();
    return WeightImage.of(model, names, Map.of(), lanes);
  }
}
