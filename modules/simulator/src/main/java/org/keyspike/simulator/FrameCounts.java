package org.keyspike.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The counts of one frame, or of several together, stage by stage. Integers only. */
public final class FrameCounts {
  public static final int READS = 0;
  public static final int WRITES = 1;

  /** From the number of accesses to the number of their bits. */
  public static final int READ_BITS = 2;

  public static final int PER_STAGE = Event.COUNT + 4 * Memory.COUNT;

  /** Nothing happened, nowhere. */
  public static final FrameCounts NONE = new FrameCounts(List.of(), new long[0]);

  private final List<FrameStage> stages;
  private final long[] values;

  public FrameCounts(List<FrameStage> stages, long[] values) {
    this.stages = stages;
    this.values = values;
  }

  public static int access(Memory memory, int kind) {
    return Event.COUNT + 4 * memory.ordinal() + kind;
  }

  /** The stages of a frame, in their order. */
  public List<FrameStage> stages() {
    return stages;
  }

  /** How often something happened in one stage. */
  public long count(FrameStage stage, Event event) {
    int index = stages.indexOf(stage);
    return index < 0 ? 0 : values[index * PER_STAGE + event.ordinal()];
  }

  /** How often something happened. */
  public long count(Event event) {
    return sum(event.ordinal());
  }

  /** Words read from a memory. */
  public long reads(Memory memory) {
    return sum(access(memory, READS));
  }

  /** Words written to a memory. */
  public long writes(Memory memory) {
    return sum(access(memory, WRITES));
  }

  /** Bits read from a memory. */
  public long readBits(Memory memory) {
    return sum(access(memory, READS) + READ_BITS);
  }

  /** Bits written to a memory. */
  public long writtenBits(Memory memory) {
    return sum(access(memory, WRITES) + READ_BITS);
  }

  /** Cycles of all stages. */
  public long totalCycles() {
    return count(Event.CYCLES);
  }

  /**
   * Both together.
   *
   * @throws IllegalArgumentException if they are of machines with different stages
   */
  public FrameCounts plus(FrameCounts other) {
    if (stages.isEmpty()) {
      return other;
    }
    if (other.stages.isEmpty()) {
      return this;
    }
    if (!stages.equals(other.stages)) {
      throw new IllegalArgumentException("stages " + stages + " and " + other.stages);
    }
    long[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.values[i];
    }
    return new FrameCounts(stages, sum);
  }

  /** As JSON: all stages together, then each of them. */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>(json(this::sum));
    List<Map<String, Object>> each = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      Map<String, Object> stage = new LinkedHashMap<>();
      stage.put("layer", stages.get(i).layer());
      stage.put("phase", stages.get(i).phase());
      int from = i * PER_STAGE;
      stage.putAll(json(place -> values[from + place]));
      each.add(stage);
    }
    json.put("stages", each);
    return json;
  }

  private static Map<String, Object> json(ToLongFunction<Integer> at) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Event event : Event.values()) {
      json.put(event.key(), at.applyAsLong(event.ordinal()));
    }
    List<String> names = List.of("reads", "writes", "readBits", "writtenBits");
    for (int kind = 0; kind < names.size(); kind++) {
      Map<String, Long> each = new LinkedHashMap<>();
      for (Memory memory : Memory.values()) {
        each.put(memory.key(), at.applyAsLong(access(memory, kind)));
      }
      json.put(names.get(kind), each);
    }
    return json;
  }

  private long sum(int place) {
    long sum = 0;
    for (int from = 0; from < values.length; from += PER_STAGE) {
      sum += values[from + place];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameCounts that
        && stages.equals(that.stages)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
