package org.keyspike.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Counts while a frame runs. */
final class Counter {
  private final long[] cycles = new long[Phase.values().length];
  private final long[] reads = new long[Memory.values().length];
  private final long[] writes = new long[Memory.values().length];
  private long accumulations;
  private long gated;
  private long updates;
  private long adaptations;

  void clear() {
    Arrays.fill(cycles, 0);
    Arrays.fill(reads, 0);
    Arrays.fill(writes, 0);
    accumulations = 0;
    gated = 0;
    updates = 0;
    adaptations = 0;
  }

  void cycles(Phase phase, long count) {
    cycles[phase.ordinal()] += count;
  }

  void reads(Memory memory, long count) {
    reads[memory.ordinal()] += count;
  }

  void writes(Memory memory, long count) {
    writes[memory.ordinal()] += count;
  }

  void accumulations(long nonZero, long zero) {
    accumulations += nonZero;
    gated += zero;
  }

  void updates(long count) {
    updates += count;
  }

  void adaptations(long count) {
    adaptations += count;
  }

  FrameCounts frame() {
    return new FrameCounts(
        map(Phase.class, cycles),
        map(Memory.class, reads),
        map(Memory.class, writes),
        accumulations,
        gated,
        updates,
        adaptations);
  }

  private static <K extends Enum<K>> Map<K, Long> map(Class<K> type, long[] counts) {
    Map<K, Long> map = new EnumMap<>(type);
    for (K key : type.getEnumConstants()) {
      map.put(key, counts[key.ordinal()]);
    }
    return map;
  }
}
