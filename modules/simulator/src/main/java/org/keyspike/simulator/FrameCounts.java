package org.keyspike.simulator;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What happened in one frame, or in several together.
 *
 * @param cycles by phase, every phase present
 * @param reads words read, by memory, every memory present
 * @param writes words written, likewise
 * @param accumulations a weight that is not 0 added for one time step that it serves
 * @param gatedAccumulations the same for a weight of 0: its lane does not switch
 * @param updates neurons leaked, compared and reset, counted once a time step
 * @param adaptations of these the ones that adapt, each two more products
 */
public record FrameCounts(
    Map<Phase, Long> cycles,
    Map<Memory, Long> reads,
    Map<Memory, Long> writes,
    long accumulations,
    long gatedAccumulations,
    long updates,
    long adaptations) {

  /** Nothing happened. */
  public static final FrameCounts ZERO = new Counter().frame();

  public FrameCounts {
    cycles = Collections.unmodifiableMap(new EnumMap<>(cycles));
    reads = Collections.unmodifiableMap(new EnumMap<>(reads));
    writes = Collections.unmodifiableMap(new EnumMap<>(writes));
  }

  /** Cycles of all phases. */
  public long totalCycles() {
    return cycles.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Both together. */
  public FrameCounts plus(FrameCounts other) {
    return new FrameCounts(
        sum(Phase.class, cycles, other.cycles),
        sum(Memory.class, reads, other.reads),
        sum(Memory.class, writes, other.writes),
        accumulations + other.accumulations,
        gatedAccumulations + other.gatedAccumulations,
        updates + other.updates,
        adaptations + other.adaptations);
  }

  private static <K extends Enum<K>> Map<K, Long> sum(
      Class<K> type, Map<K, Long> a, Map<K, Long> b) {
    Map<K, Long> sum = new EnumMap<>(type);
    a.forEach((key, value) -> sum.put(key, value + b.get(key)));
    return sum;
  }
}
