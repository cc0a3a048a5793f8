package org.keyspike.benchmarks.throughput;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What steps take.
 *
 * @param allocatedBytesPerStep allocated on the heap by all threads together
 * @param heapPeakBytes the fullest that the heap was, garbage and what the benchmark itself holds
 *     included
 * @param residentGrowthBytes by how much the process grew at most beyond what it had before: native
 *     memory, mostly; null where the system does not tell
 */
public record Memory(long allocatedBytesPerStep, long heapPeakBytes, Long residentGrowthBytes) {
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Writing this to {@link #CLEAR} resets the peak of the resident set. */
  private static final String PEAK = "5";

  /** Takes so many steps, which should be warmed up, and watches. */
  static Memory of(Runnable step, int steps) {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    Long before = resident();
    long allocated = allocated();
    for (int i = 0; i < steps; i++) {
      step.run();
    }
    allocated = (allocated() - allocated) / steps;
    Long peak = before == null ? null : status("VmHWM:");
    return new Memory(
        Math.max(0, allocated), heapPeak(), peak == null ? null : Math.max(0, peak - before));
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

  /** The resident set now, from which its peak then is counted; null where that cannot be had. */
  private static Long resident() {
    try {
      Files.writeString(CLEAR, PEAK);
      return status("VmRSS:");
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  private static Long status(String field) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
