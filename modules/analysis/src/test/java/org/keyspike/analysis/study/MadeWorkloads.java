package org.keyspike.analysis.study;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.network.KeptIndices;

/** Random networks, some with bands pruned, and what they say to two clips of a random walk. */
final class MadeWorkloads {
  private static final int FRAMES = 6;

  private MadeWorkloads() {}

  /** A network of one to three layers of 1 to 70 neurons, packed for a machine. */
  static WeightImage image(long seed, int lanes, Packing packing) {
    IntegerModel model = RandomModels.model(seed);
    List<String> classes =
        IntStream.range(0, model.readout().classes()).mapToObj(k -> "class" + k).toList();
    WeightImage image = WeightImage.of(model, classes, Map.of(), lanes, packing);
    if (seed % 2 == 0) {
      return image;
    }
    int bands = model.features().bands();
    List<Integer> kept = IntStream.range(0, bands).mapToObj(i -> 2 * i + 1).toList();
    return image.withKept(List.of(new KeptIndices(KeptIndices.BANDS, 2 * bands, kept)));
  }

  static Workload workload(WeightImage image, long seed) {
    List<byte[]> clips =
        List.of(
            RandomModels.features(image.model(), FRAMES, seed),
            RandomModels.features(image.model(), FRAMES, seed + 1));
    IntegerNetwork network = new IntegerNetwork(image.model());
    return new Workload(image, clips, clips.stream().map(clip -> Trace.of(network, clip)).toList());
  }
}
