package org.keyspike.simulator.machine;

import java.util.Arrays;
import java.util.List;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.FrameStage;
import org.keyspike.simulator.Memory;

/** A counter of everything that happens while a frame runs. */
public final class Counter {
  private final List<FrameStage> stages;
  private final long[] values;
  private int from;

  public Counter(List<FrameStage> stages) {
    this.stages = List.copyOf(stages);
    values = new long[stages.size() * FrameCounts.PER_STAGE];
  }

  public void clear() {
    Arrays.fill(values, 0);
  }

  /** What follows belongs to this stage, by its index. */
  public void enter(int stage) {
    from = stage * FrameCounts.PER_STAGE;
  }

  public void add(Event event, long count) {
    values[from + event.ordinal()] += count;
  }

  /** Of the stage at hand, so far. */
  long value(Event event) {
    return values[from + event.ordinal()];
  }

  public void reads(Memory memory, int words, int bits) {
    accesses(FrameCounts.access(memory, FrameCounts.READS), words, bits);
  }

  public void writes(Memory memory, int words, int bits) {
    accesses(FrameCounts.access(memory, FrameCounts.WRITES), words, bits);
  }

  /** Reads or writes of a memory, by {@link FrameCounts#access}. */
  void accesses(int access, int words, int bits) {
    int at = from + access;
    values[at] += words;
    values[at + FrameCounts.READ_BITS] += (long) words * bits;
  }

  public FrameCounts frame() {
    return new FrameCounts(stages, values.clone());
  }
}
