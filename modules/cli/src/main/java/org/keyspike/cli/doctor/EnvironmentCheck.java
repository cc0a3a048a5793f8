package org.keyspike.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The check of Java and the machine. */
final class EnvironmentCheck {
  private static final int OLDEST_JAVA = 17;
  private static final long GIB = 1L << 30;

  /** The quickstart runs in this much. */
  private static final long LEAST_HEAP = GIB / 4;

  /** Of two layers of 512, 80 bands and batches of 256 the heap peaks at 1.1 GiB. */
  private static final long ENOUGH_HEAP = GIB;

  private static final String MORE_HEAP =
      "give Java more: KEYSPIKE_OPTS=-Xmx2g scripts/keyspike …, or a machine with more memory";

  private EnvironmentCheck() {}

  static CheckResult java() {
    return java(
        Runtime.version().feature(),
        System.getProperty("java.version")
            + ", "
            + System.getProperty("java.vm.name")
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch"));
  }

  static CheckResult java(int feature, String description) {
    return feature >= OLDEST_JAVA
        ? CheckResult.fine("Java", description)
        : CheckResult.red(
            "Java", description, "install Java 17 or later and let JAVA_HOME or PATH point to it");
  }

  static CheckResult threads() {
    return threads(Runtime.getRuntime().availableProcessors());
  }

  static CheckResult threads(int cores) {
    return cores > 1
        ? CheckResult.fine("threads", cores + " cores that Java may use")
        : CheckResult.warning(
            "threads",
            "1 core that Java may use",
            "nothing is wrong, but training is slow; a container may be given more cores");
  }

  static CheckResult memory() {
    long physical =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    return memory(Runtime.getRuntime().maxMemory(), physical);
  }

  /**
   * Judges memory.
   *
   * @param heap the most that Java takes for objects, bytes
   * @param physical what the machine has, bytes
   */
  static CheckResult memory(long heap, long physical) {
    String found = "heap up to " + gib(heap) + " of " + gib(physical) + " physical";
    if (heap < LEAST_HEAP) {
      return CheckResult.red("memory", found, MORE_HEAP);
    }
    if (heap > physical) {
      return CheckResult.warning(
          "memory",
          found,
          "give Java less than there is, or the system will swap: KEYSPIKE_OPTS=-Xmx…");
    }
    return heap < ENOUGH_HEAP
        ? CheckResult.warning(
            "memory", found, MORE_HEAP + "; small networks and batches fit as it is")
        : CheckResult.fine("memory", found);
  }

  static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
  }
}
