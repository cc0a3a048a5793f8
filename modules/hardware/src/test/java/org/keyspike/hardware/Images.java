package org.keyspike.hardware;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.RandomModels;
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

  static WeightImage random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerModel model = RandomModels.model(seed);
    WeightImage image = of(model, random.nextInt(1, 131));
    if (random.nextBoolean()) {
      return image;
    }
    int place = random.nextInt(model.layers().size() + 1);
    int size = place == 0 ? model.features().bands() : model.layers().get(place - 1).neurons();
    List<Integer> kept = IntStream.range(0, size).mapToObj(i -> 2 * i + 1).toList();
    return image.withKept(List.of(new KeptIndices(place, 2 * size, kept)));
  }

  static KnownAnswers answers(WeightImage image, long seed) {
    IntegerModel model = image.model();
    int frames = model.readout() instanceof IntegerReadout.Keyword keyword ? keyword.frames() : 5;
    return KnownAnswers.of(
        image,
        LongStream.range(seed, frames > 20 ? seed + 1 : seed + 2)
            .mapToObj(drawn -> RandomModels.features(model, frames, drawn))
            .toList());
  }
}
