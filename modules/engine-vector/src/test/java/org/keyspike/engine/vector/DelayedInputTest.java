package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.Surrogate;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/**
 * Late events, gradients on their way back and gradients by delays, each against its definition:
 * spikes and values, one and two rows a frame, clips of different length, delays beyond their end.
 */
class DelayedInputTest {
  private static final int MOST = 30;

  @Property(tries = 12)
  void eachIsItsDefinition(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int channels = 1 + random.nextInt(20);
    int rowsPerFrame = 1 + random.nextInt(2);
    double sigma = random.nextDouble(0.5, 8);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(channels, 1),
            new EncoderSpec.Direct(),
            List.of(
                new LayerSpec(
                    2,
                    new Lif(),
                    Surrogate.of(Surrogate.Shape.BOXCAR),
                    false,
                    true,
                    0,
                    new OutputCode.Spikes(),
                    MOST)),
            new ReadoutSpec.FrameWise(2),
            1,
            null);
    Parameters parameters = RandomNetworks.mild(random, spec);
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Geometry geometry = new Geometry(8, 2);
    float factor = random.nextInt(2) + 0.5f;
    try (Workers workers = new Workers(1)) {
      PassContext context =
          new PassContext(
              spec,
              parameters,
              batch,
              Shard.of(batch),
              Objective.bptt(0).withSigma(sigma),
              GradientStops.NONE,
              new ScalarKernels(),
              geometry,
              new ArrayPool(),
              workers);
      Shard shard = context.shards()[0];
      int block = rowsPerFrame * shard.clips();
      int rows = shard.frames() * block;
      float[][] x = drawn(random, rows, channels);
      Events input = events(context, x, random.nextBoolean());
      DelayedInput late =
          new DelayedInput(context, Delays.of(context, 0), shard, input, rowsPerFrame);
      Events arriving = late.arriving();
      int stride = geometry.stride(channels);
      float[] g = new float[Geometry.ORIGIN + rows * stride];
      for (int i = 0; i < g.length; i++) {
        g[i] = (float) random.nextDouble(-1, 1);
      }
      float[] moved = g.clone();
      late.learn(g, factor);
      late.back(moved);
      float[] delays = parameters.data(Names.delay(0));
      double peak = Math.exp(-0.5) / (sigma * sigma * Math.sqrt(2 * Math.PI));
      String what = "seed " + seed;
      for (int j = 0; j < channels; j++) {
        int shift = (int) Math.floor(delays[j] + 0.5) * block;
        double slope = 0;
        double tolerance = 1e-7;
        for (int r = 0; r < rows; r++) {
          int back = Geometry.ORIGIN + (r + shift) * stride + j;
          assertEquals(r < shift ? 0 : x[r - shift][j], at(arriving, r, j), what);
          assertEquals(
              r + shift < rows ? g[back] : 0, moved[Geometry.ORIGIN + r * stride + j], what);
          for (int m = r % block; m < rows; m += block) {
            double z = (r - m) / block - (double) delays[j];
            boolean valid = shard.valid(m / block, m % shard.clips());
            double product = valid ? factor * x[m][j] * g[Geometry.ORIGIN + r * stride + j] : 0;
            double term =
                product
                    * z
                    / (Math.pow(sigma, 3) * Math.sqrt(2 * Math.PI))
                    * Math.exp(-z * z / (2 * sigma * sigma));
            // What is cut is below 3e-5 of the peak, e^(−1/2) / (σ² √2π).
            tolerance += 1e-5 * Math.abs(term) + 3e-5 * Math.abs(product) * peak;
            slope += term;
          }
        }
        assertEquals(slope, late.gradient()[j], tolerance, what + ", channel " + j);
      }
    }
  }

  private static float[][] drawn(SplittableRandom random, int rows, int channels) {
    float[][] x = new float[rows][channels];
    double density = random.nextDouble();
    for (float[] row : x) {
      for (int j = 0; j < channels; j++) {
        row[j] = random.nextDouble() < density ? 1 : 0;
      }
    }
    return x;
  }

  /** With values, these are halves. */
  private static Events events(PassContext context, float[][] x, boolean values) {
    int channels = x[0].length;
    Events events =
        values
            ? Events.values(context.pool(), x.length, channels)
            : Events.ones(context.pool(), x.length, channels);
    events.begin();
    for (int r = 0; r < x.length; r++) {
      for (int j = 0; values && j < channels; j++) {
        x[r][j] /= 2;
      }
      events.append(r, x[r], 0);
    }
    return events;
  }

  /** The value of a channel, whose entries are in ascending order. */
  private static float at(Events events, int row, int channel) {
    float found = 0;
    for (int e = events.start()[row]; e < events.start()[row + 1]; e++) {
      assertTrue(e == events.start()[row] || events.index()[e - 1] < events.index()[e]);
      if (events.index()[e] == channel) {
        found = events.at(e);
      }
    }
    return found;
  }
}
