package org.keyspike.simulator.model;

import java.util.EnumMap;
import java.util.Map;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.Counter;

/**
 * The cycles of scans and group operations as formulas. With p ports and latency L of the memory at
 * hand, q = ⌈accesses of a weight word / p⌉ and f = ⌈spike words to fetch at once / p⌉:
 *
 * <pre>
 * scan   = (f − 1 + L) + Σ words but the last max(c, f + L) + c of the last word,   c = max(1, q · a), a inputs broadcast
 * collect = words · (f + L + ⌈words written for each / p⌉)
 * wait   = until the last weight word has come and been added, and a prefetched word is there
 * group  = wait + F + steps · D + tail
 * F      = max over words read (⌈words / p⌉ − 1 + L)
 * D      = max(cycles of a step, ⌈spike words written / p⌉)
 * tail   = ⌈(words written − ports free in the last cycle) / p⌉, 0 or more
 * </pre>
 */
final class Timeline {
  private final Map<Memory, MemoryShape> memories;
  private final Counter counter;
  private long now;
  private long lastAdd = -1;
  private long prefetched;

  Timeline(Architecture architecture, Counter counter) {
    memories = architecture.memories();
    this.counter = counter;
  }

  /** A prefetched word is there so long after now. */
  void prefetch(Memory memory, int bits) {
    counter.reads(memory, 1, bits);
    prefetched = now + memories.get(memory).latency();
  }

  /**
   * A scan.
   *
   * @param fetches spike words fetched at once
   * @param accesses of a weight word
   * @param active inputs broadcast of each spike word
   */
  void scan(int fetches, int accesses, int[] active) {
    MemoryShape spike = memories.get(Memory.SPIKE);
    MemoryShape weight = memories.get(Memory.WEIGHT);
    int fetch = ceil(fetches, spike.ports());
    int each = ceil(accesses, weight.ports());
    long start = now + fetch - 1 + spike.latency();
    long end = start;
    long work = 0;
    for (int a : active) {
      start = work == 0 ? start : Math.max(end, start + fetch + spike.latency());
      if (a > 0) {
        lastAdd = start + (long) each * a - 1 + weight.latency();
      }
      end = start + Math.max(1, (long) each * a);
      work += Math.max(1, a);
    }
    spend(end - now, work);
  }

  /**
   * A collection of inputs that come late.
   *
   * @param words of inputs
   * @param fetches spike words fetched for each
   * @param writes spike words written for each
   */
  void collect(int words, int fetches, int writes) {
    MemoryShape spike = memories.get(Memory.SPIKE);
    int each = ceil(fetches, spike.ports()) + spike.latency() + ceil(writes, spike.ports());
    spend((long) words * each, words);
  }

  /**
   * A group operation.
   *
   * @param reads words by memory
   * @param writes likewise
   * @param spikeWords written in each step
   */
  void group(
      int steps,
      int cyclesPerStep,
      EnumMap<Memory, Integer> reads,
      EnumMap<Memory, Integer> writes,
      int spikeWords) {
    long begin = Math.max(Math.max(now, lastAdd + 1), prefetched);
    long fetch = 0;
    for (Map.Entry<Memory, Integer> read : reads.entrySet()) {
      MemoryShape shape = memories.get(read.getKey());
      fetch = Math.max(fetch, ceil(read.getValue(), shape.ports()) - 1 + shape.latency());
    }
    int step = Math.max(cyclesPerStep, ceil(spikeWords, memories.get(Memory.SPIKE).ports()));
    long computed = fetch + (long) steps * step;
    long tail = 0;
    for (Map.Entry<Memory, Integer> write : writes.entrySet()) {
      int ports = memories.get(write.getKey()).ports();
      int read = reads.getOrDefault(write.getKey(), 0);
      int readCycles = ceil(read, ports);
      // In the cycle of the last read some ports are taken.
      int free = readCycles == computed ? ports - (read - ports * (readCycles - 1)) : ports;
      tail = Math.max(tail, ceil(Math.max(0, write.getValue() - free), ports));
    }
    prefetched = 0;
    spend(begin - now + computed + tail, (long) steps * cyclesPerStep);
  }

  private void spend(long cycles, long work) {
    counter.add(Event.CYCLES, cycles);
    counter.add(Event.STALLS, cycles - work);
    now += cycles;
  }

  private static int ceil(int items, int per) {
    return (items + per - 1) / per;
  }
}
