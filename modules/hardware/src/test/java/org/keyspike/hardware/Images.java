package org.keyspike.hardware;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.RandomModels;

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

  static WeightImage random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerModel model = RandomModels.model(seed);
    WeightImage image = of(model, random.nextInt(1, 131));
    if (random.nextBoolean()) {
      return image;
    }
    int place = random.nextInt(model.layers().size() + 1);
    int size = place == 0 ? model.features().bands() : model.layers().get(place - 1).neurons();
    int[] kept = IntStream.range(0, size).map(i -> 2 * i + 1).toArray();
    return image.withKept(List.of(new KeptMap(place, 2 * size, new IntegerVector(kept))));
  }

  static KnownAnswers answers(WeightImage image, long seed) {
    IntegerModel model = image.model();
    return KnownAnswers.of(
        image,
        List.of(
            RandomModels.features(model, 5, seed),
            RandomModels.features(model, 0, seed),
            RandomModels.features(model, 3, seed + 1)));
  }
}
