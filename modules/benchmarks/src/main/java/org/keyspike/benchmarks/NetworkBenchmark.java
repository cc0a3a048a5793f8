package org.keyspike.benchmarks;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.simulator.Presets;
import org.keyspike.simulator.machine.Machine;
import org.keyspike.simulator.machine.SimulationResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A published network on one thread, from features to logits: as the integer network, and on the
 * simulated machine {@code reference}. One operation is one frame of 10 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NetworkBenchmark {
  private static final long SEED = 1;

  /** A clip of one second. */
  private static final int FRAMES = 100;

  /** Which of the published networks of gsc-mini. */
  @Param({"tiny", "spotter"})
  public String network;

  private byte[] features;
  private int bands;
  private IntegerNetwork integer;
  private Machine machine;

  /** Features that wander as those of speech do, a step at a time, so that the encoder spikes. */
  @Setup
  public void prepare() throws IOException {
    WeightImage image = PublishedImage.read(network);
    integer = new IntegerNetwork(image.model());
    machine = new Machine(image, Presets.of("reference"));
    bands = image.features().bands();
    features = new byte[FRAMES * bands];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < features.length; i++) {
      int before = i < bands ? 40 : features[i - bands];
      features[i] = (byte) Math.min(127, Math.max(0, before + random.nextInt(-9, 10)));
    }
  }

  /** A clip through the integer network. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public int integer() {
    integer.reset();
    for (int t = 0; t < FRAMES; t++) {
      integer.step(features, t * bands);
    }
    return integer.logits()[0];
  }

  /** A clip on the machine, with every spike and count recorded. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public SimulationResult simulator() {
    return machine.run(features);
  }
}
