package org.keyspike.spotting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.FormatChooser;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.KeptIndices;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;

/** Random keyword networks of every kind, and sound for them. */
final class StreamNetworks {
  private static final double GAIN = 100;

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
    NetworkDraw draw =
        NetworkDraw.from(random)
            .layers(1, 2)
            .neurons(5, 29)
            .bands(4, 11)
            .hidden(2, 11)
            .classes(2, 5)
            .frames(15, 100)
            .gain(GAIN)
            .moreKinds()
            .delays(12)
            .keywords();
    NetworkSpec spec = norm ? draw.batchNorm().spec() : draw.spec().folded();
    int bands = spec.features().bands();
    int classes = spec.readout().classes();
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

  /**
   * The same network behind a front end in integers.
   *
   * @param share of the background that is taken away, in 256ths
   */
  static Checkpoint inIntegers(Checkpoint checkpoint, int share) {
    return behind(
        checkpoint,
        new FeatureSpec(
            checkpoint.spec().features().bands(),
            128,
            FrontEndKind.INTEGER,
            new BackgroundSettings(7, 4, share)));
  }

  /** The same network behind a front end in integers that normalizes energies. */
  static Checkpoint normalized(Checkpoint checkpoint) {
    FrontEndSettings frontEnd =
        FrontEndSettings.integer(checkpoint.spec().features().bands(), 14)
            .withPcen(new PcenSettings(250, 6, 4, 16, 128, 4));
    return behind(checkpoint, FeatureSpec.of(frontEnd));
  }

  private static Checkpoint behind(Checkpoint checkpoint, FeatureSpec features) {
    NetworkSpec spec = checkpoint.spec();
    NetworkSpec other =
        new NetworkSpec(
            features,
            spec.encoder(),
            spec.layers(),
            spec.readout(),
            spec.timeSteps(),
            spec.format());
    return new Checkpoint(
        other, checkpoint.classes(), checkpoint.parameters(), Map.of(), checkpoint.kept());
  }

  /** Settings by which any class reaches so small a posterior, 1/100. */
  static IntegerDetectorSettings eager(List<String> classes, int refractoryFrames) {
    int[] thresholds = new int[classes.size()];
    Arrays.fill(thresholds, IntegerDetectorSettings.ONE / 100);
    return new IntegerDetectorSettings(1, refractoryFrames, new IntegerVector(thresholds));
  }

  /** The same sound as 16-bit integers. */
  static short[] integers(float[] samples) {
    short[] integers = new short[samples.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = Pcm16.of(samples[i]);
    }
    return integers;
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
