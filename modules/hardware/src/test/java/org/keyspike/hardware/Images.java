package org.keyspike.hardware;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.keyspike.audio.BackgroundSettings;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.PcenSettings;
import org.keyspike.integer.GridCheckpoints;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.RandomStateSpaces;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.KeptIndices;

/** Random images, drawn from a seed. */
final class Images {
  private Images() {}

  static WeightImage of(IntegerModel model, int lanes) {
    List<String> names =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "wörd " + k).toList();
    return WeightImage.of(
        model,
        names,
        Map.of("recipe", "abc", "checkpoint", "0123", "data", ""),
        lanes,
        lanes % 2 == 0 ? Packing.DENSE : Packing.COMPRESSED);
  }

  /** Any image that format versions 2 and 3 could hold as well. */
  static WeightImage plain(long seed) {
    return pruned(RandomModels.model(seed), seed);
  }

  private static WeightImage pruned(IntegerModel model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    WeightImage image = of(model, random.nextInt(1, 131));
    if (random.nextBoolean()) {
      return image;
    }
    int place = random.nextInt(model.layers().size() + 1);
    int size = place == 0 ? model.features().bands() : model.layers().get(place - 1).neurons();
    List<Integer> kept = IntStream.range(0, size).mapToObj(i -> 2 * i + 1).toList();
    return image.withKept(List.of(new KeptIndices(place, 2 * size, kept)));
  }

  /** Any image, of any front end, codes and delays, and with any detector. */
  static WeightImage random(long seed) {
    WeightImage image = pruned(RandomModels.everyKind(seed), seed);
    SplittableRandom random = new SplittableRandom(seed + 1);
    if (random.nextBoolean()) {
      image = withFrontEnd(image, frontEnd(image.frontEnd().bands(), random));
    }
    return image.detector().isPresent() && random.nextBoolean()
        ? image.withDetector(detector(image.classes().size(), random))
        : image;
  }

  /** Any image of layers or, as often as not, of a state space. */
  static WeightImage any(long seed) {
    return new SplittableRandom(seed).nextBoolean() ? random(seed) : stateSpace(seed);
  }

  /** Any image of a state space, with any front end, and bands that pruning left. */
  static WeightImage stateSpace(long seed) {
    SplittableRandom random = new SplittableRandom(seed + 2);
    WeightImage image = of(RandomStateSpaces.model(seed), random.nextInt(1, 131));
    int bands = image.features().bands();
    if (random.nextInt(4) == 0) {
      List<Integer> kept = IntStream.range(0, bands).mapToObj(i -> 2 * i + 1).toList();
      image = image.withKept(List.of(new KeptIndices(0, 2 * bands, kept)));
    }
    return random.nextBoolean()
        ? withFrontEnd(image, frontEnd(image.frontEnd().bands(), random))
        : image;
  }

  /** In integers or not, with any gain and background, or normalization. */
  static FrontEndSettings frontEnd(int bands, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return new FrontEndSettings(bands, random.nextDouble(1e-9, 1e9));
    }
    if (random.nextInt(4) == 0) {
      return FrontEndSettings.integer(bands, random.nextInt(-16, 31)).withPcen(pcen(random));
    }
    BackgroundSettings background =
        random.nextBoolean()
            ? BackgroundSettings.NONE
            : new BackgroundSettings(
                random.nextInt(16), random.nextInt(16), random.nextInt(1, 257));
    return new FrontEndSettings(
        FrontEndKind.INTEGER, bands, Math.scalb(1.0, random.nextInt(-16, 31)), background);
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

  static IntegerDetectorSettings detector(int classes, SplittableRandom random) {
    return new IntegerDetectorSettings(
        random.nextInt(1, 256),
        random.nextInt() & Integer.MAX_VALUE,
        new IntegerVector(random.ints(classes, 0, 32_769).toArray()));
  }

  /** The same network behind another front end of as many bands. */
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

  /**
   * Six of twelve bands in integers, 12 and 10 neurons, clips of 20 frames, 3 classes; it detects
   * the first where it is sure, and nothing within 20 frames of that.
   */
  static WeightImage listening() {
    WeightImage image =
        withFrontEnd(
            WeightImage.of(GridCheckpoints.keyword(1), 16, Packing.DENSE),
            new FrontEndSettings(
                FrontEndKind.INTEGER, 12, 1 << 14, new BackgroundSettings(7, 3, 100)));
    ReadoutImage.Keyword keyword = (ReadoutImage.Keyword) image.readout();
    ReadoutImage louder =
        new ReadoutImage.Keyword(
            keyword.hiddenWeight(),
            keyword.hiddenBias(),
            keyword.hiddenShift(),
            keyword.outputWeight(),
            keyword.outputBias(),
            keyword.frames(),
            7);
    return new WeightImage(
        image.input(),
        new LayersImage(image.layers().stream().map(Images::eager).toList()),
        louder,
        image.arithmetic(),
        image.description(),
        Optional.of(new IntegerDetectorSettings(3, 20, new IntegerVector(21_000, 0, 14_000))));
  }

  /** Neurons that fire at an eighth of what they did. */
  private static LayerImage eager(LayerImage layer) {
    int[] thresholds = layer.threshold().values().clone();
    Arrays.setAll(thresholds, n -> Math.max(1, thresholds[n] / 8));
    return new LayerImage(
        layer.weight(),
        layer.recurrent(),
        layer.bias(),
        layer.leak(),
        new IntegerVector(thresholds),
        layer.adaptation(),
        layer.shiftWeight(),
        layer.shiftRecurrent(),
        layer.code(),
        layer.delays());
  }

  /** Noise of any loudness, the same for the same seed. */
  static short[] sound(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] sound = new short[samples];
    int loudness = 1;
    for (int i = 0; i < samples; i++) {
      loudness = i % 400 == 0 ? 1 << random.nextInt(16) : loudness;
      sound[i] = (short) random.nextInt(-loudness, loudness);
    }
    return sound;
  }

  /** Answers to one or two clips: of sound where the front end is in integers. */
  static KnownAnswers answers(WeightImage image, long seed) {
    IntegerModel model = image.model();
    int frames = model.readout() instanceof IntegerReadout.Keyword keyword ? keyword.frames() : 5;
    LongStream seeds = LongStream.range(seed, frames > 20 ? seed + 1 : seed + 2);
    return image.frontEnd().kind() == FrontEndKind.INTEGER
        ? KnownAnswers.ofSound(image, seeds.mapToObj(drawn -> sound(160 * frames, drawn)).toList())
        : KnownAnswers.of(
            image, seeds.mapToObj(drawn -> RandomModels.features(model, frames, drawn)).toList());
  }
}
