package org.keyspike.benchmarks;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.InputImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.network.FeatureSpec;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.KeywordSpotter;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * The published spotter on one thread, from 16-bit samples to detections, with a front end in
 * either arithmetic. One operation is one frame of 10 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpotterBenchmark {
  private static final long SEED = 1;

  /** Ten seconds. */
  private static final int FRAMES = 1_000;

  /** Samples per chunk: a tenth of a second, as sources of sound hand them on. */
  private static final int CHUNK = FrontEndSettings.SAMPLE_RATE / 10;

  /** Arithmetic of the front end. */
  @Param({"INTEGER", "FLOAT"})
  public FrontEndKind frontEnd;

  private short[][] chunks;
  private KeywordSpotter spotter;

  /** Noise whose level changes every tenth of a second, so that neurons spike as in speech. */
  @Setup
  public void prepare() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    chunks = new short[FRAMES * FrontEndSettings.HOP / CHUNK][CHUNK];
    for (short[] chunk : chunks) {
      double level = 32_767 * Math.exp(random.nextDouble(-7, -0.5));
      for (int i = 0; i < CHUNK; i++) {
        chunk[i] = (short) (level * random.nextDouble(-1, 1));
      }
    }
    spotter = new KeywordSpotter(AnswerStream.of(image()));
  }

  /** The published image, its features those of the front end that is measured. */
  private WeightImage image() throws IOException {
    WeightImage image = PublishedImage.read("spotter");
    FeatureSpec own = image.features();
    // A power of two, which both have.
    double gain = Math.scalb(1.0, Math.getExponent(own.gain()));
    FeatureSpec features = new FeatureSpec(own.bands(), gain, frontEnd, BackgroundSettings.NONE);
    return new WeightImage(
        new InputImage(features, image.encoder()),
        image.backbone(),
        image.readout(),
        image.arithmetic(),
        image.description());
  }

  /** Ten seconds of sound. */
  @Benchmark
  @OperationsPerInvocation(FRAMES)
  public void frame(Blackhole hole) {
    for (short[] chunk : chunks) {
      spotter.accept(chunk, hole::consume);
    }
  }
}
