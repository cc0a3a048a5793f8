package org.keyspike.analysis.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keyspike.io.TextTable;

/** The throughput of engines, for people. */
public final class ThroughputTable {
  private static final String NONE = "–";

  private ThroughputTable() {}

  /** One case in a line. */
  public static String line(CaseResult result) {
    CaseResult.ClipsPerSecond speed = result.clipsPerSecond();
    return String.format(
        Locale.ROOT,
        "%s at %s: djl %.0f, vector %s, scalar %.0f, dense bound %.0f clips/s (%d rounds)",
        result.network(),
        percent(result.spikeRate()),
        speed.djl(),
        speed.vector().map(ThroughputTable::number).orElse(NONE),
        speed.vectorScalar(),
        speed.denseBound(),
        result.measurement().rounds());
  }

  /** All cases, what they were measured on, and what they took. */
  public static String of(List<CaseResult> results, HostMachine machine) {
    return speed(results)
        + System.lineSeparator()
        + memory(results)
        + System.lineSeparator()
        + String.format(
            Locale.ROOT,
            "Clips a second of a training step (forward, backward, update), medians; batches of %d clips of"
                + " %d frames, bptt, boxcar surrogate with k = 2.%n"
                + "Dense bound: all multiply-adds of the step at the speed of a %d × %d × %d float32 product"
                + " of the native library.%n"
                + "djl: with one native thread or with all, whichever was faster. Disturbance: the worst"
                + " median over its fastest step; far above 1, something else was at work.%n"
                + "%s, %d threads; vector: %s; djl: %s; %s, %s",
            machine.clips(),
            machine.frames(),
            machine.denseProductSize(),
            machine.denseProductSize(),
            machine.denseProductSize(),
            machine.processor(),
            machine.threads(),
            machine.vector(),
            machine.djl(),
            machine.java(),
            machine.os());
  }

  private static String speed(List<CaseResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "network",
            "spikes",
            "in layers",
            "surrogate > 0",
            "djl (threads)",
            "vector",
            "scalar",
            "dense bound",
            "vector / djl",
            "vector / bound",
            "product GFLOP/s",
            "disturbance"));
    for (CaseResult result : results) {
      CaseResult.ClipsPerSecond speed = result.clipsPerSecond();
      rows.add(
          List.of(
              result.network(),
              percent(result.spikeRate()),
              percents(result.load().layerRates()),
              percents(result.load().activeSurrogates()),
              number(speed.djl()) + " (" + result.measurement().djlThreads() + ")",
              speed.vector().map(ThroughputTable::number).orElse(NONE),
              number(speed.vectorScalar()),
              number(speed.denseBound()),
              ratio(speed.vector(), speed.djl()),
              ratio(speed.vector(), speed.denseBound()),
              number(result.measurement().denseProductGflops()),
              String.format(Locale.ROOT, "%.2f", result.measurement().disturbance())));
    }
    return TextTable.of(rows);
  }

  private static String memory(List<CaseResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("network", "spikes", "engine", "allocated MiB/step", "heap peak MiB"));
    for (CaseResult result : results) {
      for (Map.Entry<String, HeapUse> engine : result.memory().entrySet()) {
        HeapUse memory = engine.getValue();
        rows.add(
            List.of(
                result.network(),
                percent(result.spikeRate()),
                engine.getKey(),
                mebibytes(memory.allocatedBytesPerStep()),
                mebibytes(memory.heapPeakBytes())));
      }
    }
    return TextTable.of(rows);
  }

  private static String percents(List<Double> values) {
    return values.stream().map(ThroughputTable::percent).collect(Collectors.joining(" "));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String ratio(Optional<Double> a, double b) {
    return a.map(value -> String.format(Locale.ROOT, "%.2f", value / b)).orElse(NONE);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1024.0 / 1024.0);
  }
}
