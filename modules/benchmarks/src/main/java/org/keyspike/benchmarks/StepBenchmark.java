package org.keyspike.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Loss and gradients of a batch by engine-vector. With {@code -prof gc} the bytes that an operation
 * allocates: logits, gradients and small objects, as many for any number of frames.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class StepBenchmark {
  private static final long SEED = 1;
  private static final int CLIPS = 64;
  private static final int READOUT_HIDDEN = 64;

  /** Of inputs; the layers fire as they like, which allocation does not depend on. */
  private static final double SPIKE_RATE = 0.1;

  /** Inputs, neurons of two layers, classes. */
  @Param({"160-256-256-13", "320-512-512-35"})
  public String network;

  /** The kind of neuron of both layers. */
  @Param({"rlif", "radlif"})
  public String neuron;

  /** Frames of a clip, T. */
  @Param({"50", "100", "200"})
  public int frames;

  /** Of the engine; below 1 for one a core. */
  @Param("0")
  public int threads;

  private VectorEngine engine;
  private NetworkSpec spec;
  private Parameters parameters;
  private Batch batch;

  /** Draws the network and its batch. */
  @Setup
  public void prepare() {
    int[] sizes = Arrays.stream(network.split("-")).mapToInt(Integer::parseInt).toArray();
    Neuron kind = Neuron.named(neuron);
    List<LayerSpec> layers =
        Arrays.stream(sizes, 1, sizes.length - 1)
            .mapToObj(
                size ->
                    new LayerSpec(
                        size, kind, Surrogate.of(Surrogate.Shape.FAST_SIGMOID), true, true, 0))
            .toList();
    int classes = sizes[sizes.length - 1];
    spec =
        new NetworkSpec(
            new FeatureSpec(sizes[0], 1),
            new EncoderSpec.Direct(),
            layers,
            new ReadoutSpec.Keyword(READOUT_HIDDEN, classes, frames),
            1,
            null);
    parameters = Initializer.draw(spec, 1, SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    float[] features = new float[CLIPS * frames * sizes[0]];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextDouble() < SPIKE_RATE ? 1 : 0;
    }
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, frames);
    int[] labels = new int[CLIPS];
    Arrays.setAll(labels, b -> random.nextInt(classes));
    batch = new Batch(CLIPS, frames, sizes[0], features, lengths, labels, false);
    int all = Runtime.getRuntime().availableProcessors();
    engine = VectorEngine.open(threads < 1 ? all : threads);
  }

  /** Ends its threads. */
  @TearDown
  public void close() {
    engine.close();
  }

  /** Forward and backward. */
  @Benchmark
  public Gradients gradients() {
    return engine.gradients(spec, parameters, batch, Objective.bptt(0));
  }
}
