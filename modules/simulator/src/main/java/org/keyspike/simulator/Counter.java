package org.keyspike.simulator;

import java.util.Arrays;
import java.util.List;

/** Counts while a frame runs. */
final class Counter {
  private final List<Stage> stages;
  private final long[] values;
  private int from;

  Counter(List<Stage> stages) {
    this.stages = List.copyOf(stages);
    values = new long[stages.size() * FrameCounts.PER_STAGE];
  }

  void clear() {
    Arrays.fill(values, 0);
  }

  /** What follows belongs to this stage, by its index. */
  void enter(int stage) {
    from = stage * FrameCounts.PER_STAGE;
  }

  void add(Event event, long count) {
    values[from + event.ordinal()] += count;
  }

  /** Of the stage at hand, so far. */
  long value(Event event) {
    return values[from + event.ordinal()];
  }

  void reads(Memory memory, int words, int bits) {
    int at = from + FrameCounts.access(memory, FrameCounts.READS);
    values[at] += words;
    values[at + FrameCounts.READ_BITS] += (long) words * bits;
  }

  void writes(Memory memory, int words, int bits) {
    int at = from + FrameCounts.access(memory, FrameCounts.WRITES);
    values[at] += words;
    values[at + FrameCounts.READ_BITS] += (long) words * bits;
  }

  FrameCounts frame() {
    return new FrameCounts(stages, values.clone());
  }
}
