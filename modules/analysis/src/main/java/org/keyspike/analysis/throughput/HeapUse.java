package org.keyspike.analysis.throughput;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;

/**
 * The use of Java's heap by training steps. The tensors of engine-djl lie outside it.
 *
 * @param allocatedBytesPerStep allocated on the heap by all threads together
 * @param heapPeakBytes the fullest that the heap was, garbage and what the benchmark itself holds
 *     included
 */
public record HeapUse(long allocatedBytesPerStep, long heapPeakBytes) {
  /** Takes a step, which should not be the first, and watches. */
  static HeapUse of(Runnable step) {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long allocated = allocated();
    step.run();
    return new HeapUse(Math.max(0, allocated() - allocated), heapPeak());
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /** By all threads that live. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }
}
