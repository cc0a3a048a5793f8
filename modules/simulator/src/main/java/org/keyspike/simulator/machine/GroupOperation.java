package org.keyspike.simulator.machine;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Memory;

/**
 * An operation on one group of lanes: it waits for the lanes, fetches words, computes a step at a
 * time while the spikes of the step are written, and writes words back. Reads and writes take as
 * many cycles as the ports make them.
 */
final class GroupOperation implements Instruction {
  private final int stage;
  private final int group;
  private final Lanes lanes;
  private final Counter counter;
  private final MemoryPort spikePort;
  private final int spikeBits;
  private final int cyclesPerStep;
  private final int steps;
  private final Words[] reads;
  private final Words[] writes;
  private final Prefetch prefetchOrNull;
  private final IntUnaryOperator compute;
  private boolean fetched;
  private int step;
  private int inStep;
  private int spikesLeft;
  private boolean computed;

  /** Words that are moved. */
  static final class Words {
    private final MemoryPort port;
    private int count;
    private int bits;
    private int left;
    private long ready;

    Words(MemoryPort port, int count, int bits) {
      this.port = port;
      this.count = count;
      this.bits = bits;
    }

    /** Other words from the next run of the operation on. */
    void set(int count, int bits) {
      this.count = count;
      this.bits = bits;
    }
  }

  /**
   * Sets it up.
   *
   * @param stage that its cycles belong to
   * @param group of lanes that it serves
   * @param steps that it computes
   * @param cyclesPerStep of each, at least
   * @param reads before the first step
   * @param writes after the last step
   * @param prefetchOrNull what must have come before, too
   * @param compute step → spike words that it writes
   */
  GroupOperation(
      int stage,
      int group,
      Units units,
      int steps,
      int cyclesPerStep,
      List<Words> reads,
      List<Words> writes,
      Prefetch prefetchOrNull,
      IntUnaryOperator compute) {
    this.stage = stage;
    this.group = group;
    this.lanes = units.lanes();
    this.counter = units.counter();
    this.spikePort = units.port(Memory.SPIKE);
    this.spikeBits = units.spikes().wordBits();
    this.steps = steps;
    this.cyclesPerStep = cyclesPerStep;
    this.reads = reads.toArray(Words[]::new);
    this.writes = writes.toArray(Words[]::new);
    this.prefetchOrNull = prefetchOrNull;
    this.compute = compute;
  }

  @Override
  public int stage() {
    return stage;
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public void begin(long now) {
    fetched = false;
    computed = false;
    step = 0;
    inStep = 0;
    for (Words words : reads) {
      words.left = words.count;
    }
    for (Words words : writes) {
      words.left = words.count;
    }
  }

  @Override
  public boolean cycle(long now) {
    if (!fetched && !fetch(now)) {
      counter.add(Event.STALLS, 1);
      return false;
    }
    if (computed) {
      counter.add(Event.STALLS, 1);
      return write(now);
    }
    if (inStep++ == 0) {
      spikesLeft = compute.applyAsInt(step);
    }
    if (inStep > cyclesPerStep) {
      counter.add(Event.STALLS, 1);
    }
    spikesLeft -= spikePort.write(now, spikesLeft, spikeBits);
    if (inStep < cyclesPerStep || spikesLeft > 0) {
      return false;
    }
    inStep = 0;
    step++;
    if (step < steps) {
      return false;
    }
    computed = true;
    return write(now);
  }

  private boolean fetch(long now) {
    if (!lanes.idle() || (prefetchOrNull != null && !prefetchOrNull.here(now))) {
      return false;
    }
    boolean all = true;
    for (Words words : reads) {
      if (words.left > 0) {
        words.left -= words.port.read(now, words.left, words.bits);
        words.ready = words.port.ready(now);
      }
      all &= words.left == 0 && now >= words.ready;
    }
    fetched = all;
    return all;
  }

  private boolean write(long now) {
    boolean all = true;
    for (Words words : writes) {
      words.left -= words.port.write(now, words.left, words.bits);
      all &= words.left == 0;
    }
    return all;
  }
}
