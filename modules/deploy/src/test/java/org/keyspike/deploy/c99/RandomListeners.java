package org.keyspike.deploy.c99;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;
import org.keyspike.deploy.Listener;
import org.keyspike.hardware.InputImage;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.RandomModels;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;

/** Random networks that listen, of every kind, from a seed. */
public final class RandomListeners {
  private RandomListeners() {}

  /** The first of the seed that has a keyword readout, of those that follow it. */
  public static Listener of(long seed) {
    return of(keyword(seed), new SplittableRandom(seed));
  }

  /** The same, with layers that are reset to zero where they fire spikes. */
  static Listener resetToZero(long seed) {
    return of(RandomModels.resetToZero(keyword(seed)), new SplittableRandom(seed));
  }

  private static IntegerModel keyword(long seed) {
    for (long drawn = 1000 * seed; ; drawn++) {
      IntegerModel model = RandomModels.everyKind(drawn);
      if (model.readout() instanceof IntegerReadout.Keyword) {
        return model;
      }
    }
  }

  /** The same network behind a front end that normalizes energies. */
  public static Listener normalized(long seed) {
    WeightImage image = of(seed).image();
    FrontEndSettings frontEnd =
        FrontEndSettings.integer(image.frontEnd().bands(), 14)
            .withPcen(new PcenSettings(250, 6, 4, 16, 128, 4));
    return new Listener(withFrontEnd(image, frontEnd));
  }

  private static Listener of(IntegerModel model, SplittableRandom random) {
    int classes = model.readout().classes();
    List<String> names = IntStream.range(0, classes).mapToObj(k -> "wörd \"" + k).toList();
    WeightImage image = WeightImage.of(model, names, Map.of(), random.nextInt(1, 130));
    int bands = model.features().bands();
    int all = random.nextBoolean() ? bands : 2 * bands;
    if (all > bands) {
      List<Integer> kept = IntStream.range(0, bands).mapToObj(i -> 2 * i + 1).toList();
      image = image.withKept(List.of(new KeptIndices(KeptIndices.BANDS, all, kept)));
    }
    image = withFrontEnd(image, frontEnd(all, random));
    return new Listener(image.withDetector(detector(classes, random)));
  }

  /** The same network behind another front end. */
  static WeightImage withFrontEnd(WeightImage image, FrontEndSettings frontEnd) {
    FeatureSpec features = FeatureSpec.of(frontEnd).withBands(image.features().bands());
    return new WeightImage(
        new InputImage(features, image.encoder()),
        image.backbone(),
        image.readout(),
        image.arithmetic(),
        image.description(),
        image.detector());
  }

  private static FrontEndSettings frontEnd(int bands, SplittableRandom random) {
    BackgroundSettings background =
        random.nextBoolean()
            ? BackgroundSettings.NONE
            : new BackgroundSettings(
                random.nextInt(16), random.nextInt(16), random.nextInt(1, 257));
    int exponent = random.nextInt(4) == 0 ? random.nextInt(-16, 31) : random.nextInt(0, 12);
    FrontEndSettings settings =
        new FrontEndSettings(FrontEndKind.INTEGER, bands, Math.scalb(1.0, exponent), background);
    SplittableRandom other = new SplittableRandom(bands + 31 * exponent);
    return settings.tracked().isPresent() || other.nextBoolean()
        ? settings
        : settings.withPcen(pcen(other));
  }

  private static PcenSettings pcen(SplittableRandom random) {
    return new PcenSettings(
        random.nextInt(1, 257),
        random.nextInt(16),
        random.nextInt(16),
        random.nextInt(1, 257),
        random.nextInt(257),
        random.nextInt(1, 17));
  }

  /** Some thresholds are low, so that there is something to detect. */
  private static IntegerDetectorSettings detector(int classes, SplittableRandom random) {
    int[] thresholds =
        random.ints(classes, 0, 4).map(kind -> kind * random.nextInt(1, 10_923)).toArray();
    return new IntegerDetectorSettings(
        random.nextInt(1, 10), random.nextInt(60), new IntegerVector(thresholds));
  }
}
