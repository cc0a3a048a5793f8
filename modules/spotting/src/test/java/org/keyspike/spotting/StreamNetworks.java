package org.keyspike.spotting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.AdaptiveLif;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;

/** Random keyword networks of every kind, and sound for them. */
final class StreamNetworks {
  private static final double GAIN = 100;
  private static final List<Neuron> NEURONS =
      List.of(new Lif(), new RecurrentLif(), new AdaptiveLif(), new RecurrentAdaptiveLif());
  private static final List<EncoderSpec> ENCODERS =
      List.of(
          new EncoderSpec.Residual(false),
          new EncoderSpec.Residual(true),
          new EncoderSpec.StepForward(),
          new EncoderSpec.Direct());

  private StreamNetworks() {}

  /** A float network; some have batch norm, some lost bands by pruning. */
  static Checkpoint real(long seed) {
    return network(new SplittableRandom(seed), true);
  }

  /** A network on the integer grid. */
  static Checkpoint onGrid(long seed) {
    Checkpoint real = network(new SplittableRandom(seed), false);
    NumberFormat format = FormatChooser.choose(real.spec(), real.parameters(), 4, 16, 10, 4);
    return real.with(real.spec().withFormat(format), real.parameters());
  }

  private static Checkpoint network(SplittableRandom random, boolean norm) {
    int bands = random.nextInt(4, 12);
    List<LayerSpec> layers = new ArrayList<>();
    for (int l = 0; l <= random.nextInt(2); l++) {
      layers.add(
          new LayerSpec(
              random.nextInt(5, 30),
              NEURONS.get(random.nextInt(NEURONS.size())),
              Surrogate.of(Surrogate.Shape.BOXCAR),
              norm && random.nextBoolean(),
              true,
              0));
    }
    int classes = random.nextInt(2, 6);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(bands, GAIN),
            ENCODERS.get(random.nextInt(ENCODERS.size())),
            layers,
            new ReadoutSpec.Keyword(random.nextInt(2, 12), classes, random.nextInt(15, 101)),
            random.nextInt(1, 3),
            null);
    Parameters parameters = Initializer.draw(spec, 0.3, random.nextLong());
    List<KeptIndices> kept =
        random.nextBoolean()
            ? List.of()
            : List.of(
                new KeptIndices(
                    KeptIndices.BANDS,
                    2 * bands,
                    IntStream.range(0, bands).map(c -> 2 * c + 1).boxed().toList()));
    List<String> names = IntStream.range(0, classes).mapToObj(k -> "word" + k).toList();
    return new Checkpoint(spec, names, parameters, Map.of(), kept);
  }

  /** The image of a network on the integer grid. */
  static WeightImage image(Checkpoint checkpoint) {
    IntegerModel model = Quantizer.quantize(checkpoint.spec(), checkpoint.parameters());
    return WeightImage.of(model, checkpoint.classes(), Map.of(), 16).withKept(checkpoint.kept());
  }

  /** Noise whose level rises and falls. */
  static float[] sound(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[length];
    double level = 0.1;
    for (int i = 0; i < length; i++) {
      if (i % 800 == 0) {
        level = Math.exp(random.nextDouble(-7, -0.5));
      }
      samples[i] = (float) (level * random.nextDouble(-1, 1));
    }
    return samples;
  }
}
