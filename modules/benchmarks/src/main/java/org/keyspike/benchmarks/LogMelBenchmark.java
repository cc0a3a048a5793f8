package org.keyspike.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.LogMel;
import org.keyspike.audio.StreamingLogMel;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The log-mel front end on one thread. One operation is one second of sound, so operations per
 * second are the times by which it outruns real time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LogMelBenchmark {
  private static final long SEED = 1;

  /** Samples per chunk of the stream: 20 ms, as a sound card delivers them. */
  private static final int CHUNK = 320;

  /** Mel bands, C. */
  @Param({"40", "80"})
  public int bands;

  private float[] second;
  private LogMel logMel;
  private StreamingLogMel streaming;

  /** One second of noise at about the level of speech: no value is special to the logarithm. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(SEED);
    second = new float[FrontEndSettings.SAMPLE_RATE];
    for (int i = 0; i < second.length; i++) {
      second[i] = (float) (0.2 * (random.nextDouble() - 0.5));
    }
    FrontEndSettings settings = new FrontEndSettings(bands, 1);
    logMel = new LogMel(settings);
    streaming = new StreamingLogMel(settings);
  }

  /** The features of a clip. */
  @Benchmark
  public float[] clip() {
    return logMel.features(second);
  }

  /** The same frames from a stream. */
  @Benchmark
  public void stream(Blackhole hole) {
    for (int at = 0; at < second.length; at += CHUNK) {
      streaming.accept(second, at, CHUNK, hole::consume);
    }
  }
}
