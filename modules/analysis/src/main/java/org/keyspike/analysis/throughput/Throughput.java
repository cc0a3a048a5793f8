package org.keyspike.analysis.throughput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keyspike.training.GradientEngine;

/**
 * The engines side by side: everything that is compared is measured in the same rounds, so that a
 * machine that is busy or hot for a while is so for all of them.
 */
public final class Throughput implements AutoCloseable {
  private static final String DJL = "djl";
  private static final String DJL_ALONE = "djlOneThread";
  private static final String VECTOR = "vector";
  private static final String VECTOR_SCALAR = "vectorScalar";
  private static final String WARM = "warm";
  private static final String PRODUCT = "denseProduct";

  private static final int SCALAR_EVERY = 4;

  private final Effort effort;
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final Contenders started;
  private final Map<String, GradientEngine> engines = new LinkedHashMap<>();
  private final DenseBound product;

  /**
   * How much is done for a case.
   *
   * @param clips of a batch, B
   * @param warmSeconds every engine steps before anything is timed
   * @param seconds that rounds go on
   * @param fewestRounds however long they take
   */
  public record Effort(int clips, double warmSeconds, double seconds, int fewestRounds) {
    /** What figures to be published take. */
    public static final Effort FULL = new Effort(64, 1.5, 12, 3);
  }

  /**
   * A measurement of engines that are started.
   *
   * @param contenders closed with this
   */
  public Throughput(Effort effort, Contenders contenders) {
    this.effort = effort;
    started = contenders;
    engines.put(DJL, contenders.djl());
    engines.put(DJL_ALONE, contenders.djlAlone());
    contenders.vector().ifPresent(engine -> engines.put(VECTOR, engine));
    engines.put(VECTOR_SCALAR, contenders.vectorScalar());
    product = contenders.bound();
  }

  /** What this runs on. */
  public HostMachine machine() {
    return new HostMachine(
        HostMachine.processorName(),
        Runtime.getRuntime().availableProcessors(),
        threads,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        started.vectors(),
        started.djl().configuration(),
        effort.clips,
        TestNetwork.FRAMES,
        product.size());
  }

  /** Measures one case. */
  public CaseResult measure(ThroughputCase which) {
    CalibratedNetwork network = CalibratedNetwork.of(which, effort.clips, started.djlAlone());
    Map<String, Contender> contenders = new LinkedHashMap<>();
    engines.forEach((name, engine) -> contenders.put(name, new Contender(engine, network)));
    Map<String, Double> warm = new LinkedHashMap<>();
    contenders.forEach((name, contender) -> warm.put(name, warm(contender)));
    warm(product.multiply());
    boolean alone = warm.get(DJL_ALONE) < warm.get(DJL);
    Contender djlAlone = contenders.remove(DJL_ALONE);
    if (alone) {
      contenders.put(DJL, djlAlone);
    }
    Times times = new Times();
    long end = System.nanoTime() + (long) (effort.seconds * 1e9);
    int rounds = 0;
    while (rounds < effort.fewestRounds || System.nanoTime() < end) {
      round(contenders, times, rounds++);
    }
    Map<String, HeapUse> memory = new LinkedHashMap<>();
    contenders.forEach((name, step) -> memory.put(name, HeapUse.of(step)));
    long multiplyAdds = MultiplyAdds.ofClip(network.spec(), TestNetwork.FRAMES);
    double perSecond = product.multiplyAdds() / times.median(PRODUCT);
    return new CaseResult(
        which.network().title(),
        which.spikeRate(),
        new CaseResult.ClipsPerSecond(
            effort.clips / times.median(DJL),
            contenders.containsKey(VECTOR)
                ? Optional.of(effort.clips / times.median(VECTOR))
                : Optional.empty(),
            effort.clips / times.median(VECTOR_SCALAR),
            perSecond / multiplyAdds),
        new CaseResult.Load(list(network.rates()), list(network.activeSurrogates()), multiplyAdds),
        new CaseResult.Measurement(
            2 * perSecond / 1e9, alone ? 1 : threads, rounds, times.disturbance()),
        memory);
  }

  /** Seconds of the fastest step so far. */
  private double warm(Runnable step) {
    Times times = new Times();
    long end = System.nanoTime() + (long) (effort.warmSeconds * 1e9);
    do {
      times.add(WARM, step);
    } while (System.nanoTime() < end);
    return times.fastest(WARM);
  }

  /**
   * Everything twice, the second time by the clock, as in a training, where a step follows one of
   * its own: the first wakes threads, lets those of the one before fall asleep and fetches what the
   * others drove out of the caches. Who goes first rotates, so that nobody always follows the same
   * one. The scalar kernels, which take as long as all others together, join every fourth round.
   */
  private void round(Map<String, Contender> contenders, Times times, int round) {
    List<String> names = new ArrayList<>(contenders.keySet());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get((i + round) % names.size());
      if (!name.equals(VECTOR_SCALAR) || round % SCALAR_EVERY == 0) {
        contenders.get(name).run();
        times.add(name, contenders.get(name));
      }
    }
    product.multiply().run();
    times.add(PRODUCT, product.multiply());
  }

  /** Seconds by name. */
  private static final class Times {
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    void add(String name, Runnable step) {
      long began = System.nanoTime();
      step.run();
      double took = (System.nanoTime() - began) / 1e9;
      seconds.computeIfAbsent(name, n -> new ArrayList<>()).add(took);
    }

    double disturbance() {
      return seconds.keySet().stream()
          .mapToDouble(name -> median(name) / fastest(name))
          .max()
          .orElseThrow();
    }

    double fastest(String name) {
      return sorted(name)[0];
    }

    private double[] sorted(String name) {
      return seconds.get(name).stream().mapToDouble(s -> s).sorted().toArray();
    }

    double median(String name) {
      double[] sorted = sorted(name);
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Override
  public void close() {
    started.close();
  }
}
