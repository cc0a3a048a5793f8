package org.keyspike.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.IntegerLogMel;
import org.keyspike.audio.LogMel;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.StreamingIntegerLogMel;
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
 * Both log-mel front ends on one thread, each of samples in its own form. One operation is one
 * second of sound, so operations per second are the times by which it outruns real time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrontEndBenchmark {
  private static final long SEED = 1;

  /** Samples per chunk of the stream: 20 ms, as a sound card delivers them. */
  private static final int CHUNK = 320;

  /** Mel bands, C. */
  @Param({"40", "80"})
  public int bands;

  private float[] real;
  private short[] integers;
  private LogMel logMel;
  private StreamingLogMel streaming;
  private IntegerLogMel integer;
  private StreamingIntegerLogMel integerStreaming;
  private StreamingIntegerLogMel tracking;

  /** One second of noise at about the level of speech: no value is special to the logarithm. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(SEED);
    real = new float[FrontEndSettings.SAMPLE_RATE];
    integers = new short[real.length];
    for (int i = 0; i < real.length; i++) {
      real[i] = (float) (0.2 * (random.nextDouble() - 0.5));
      integers[i] = Pcm16.of(real[i]);
    }
    FrontEndSettings settings = new FrontEndSettings(bands, 1);
    logMel = new LogMel(settings);
    streaming = new StreamingLogMel(settings);
    FrontEndSettings inIntegers = FrontEndSettings.integer(bands, 0);
    integer = new IntegerLogMel(inIntegers);
    integerStreaming = new StreamingIntegerLogMel(inIntegers);
    tracking =
        new StreamingIntegerLogMel(
            new FrontEndSettings(
                FrontEndKind.INTEGER, bands, 1, new BackgroundSettings(7, 4, 256)));
  }

  /** The features of a clip in real numbers. */
  @Benchmark
  public float[] floatClip() {
    return logMel.features(real);
  }

  /** The same frames from a stream. */
  @Benchmark
  public void floatStream(Blackhole hole) {
    for (int at = 0; at < real.length; at += CHUNK) {
      streaming.accept(real, at, CHUNK, hole::consume);
    }
  }

  /** The features of a clip in integers. */
  @Benchmark
  public byte[] integerClip() {
    return integer.features(integers);
  }

  /** The same frames from a stream. */
  @Benchmark
  public void integerStream(Blackhole hole) {
    stream(integerStreaming, hole);
  }

  /** A stream whose background is followed and taken away. */
  @Benchmark
  public void integerStreamWithBackground(Blackhole hole) {
    stream(tracking, hole);
  }

  private void stream(StreamingIntegerLogMel frontEnd, Blackhole hole) {
    for (int at = 0; at < integers.length; at += CHUNK) {
      frontEnd.accept(integers, at, CHUNK, hole::consume);
    }
  }
}
