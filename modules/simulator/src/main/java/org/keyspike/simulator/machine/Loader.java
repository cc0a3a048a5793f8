package org.keyspike.simulator.machine;

import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;

/**
 * The loader, which makes of an image what a machine that lacks some mechanism has to store
 * instead.
 */
public final class Loader {
  private Loader() {}

  public static WeightImage load(WeightImage image, Architecture architecture) {
    WeightImage loaded = image;
    if (!architecture.has(Mechanism.ROW_REMOVAL) && !image.kept().isEmpty()) {
      loaded = UnprunedImage.of(loaded);
    }
    boolean compressed = loaded.matrices().stream().anyMatch(matrix -> matrix.word().compressed());
    if (compressed && !architecture.has(Mechanism.COMPRESSED_WORDS)) {
      loaded = loaded.repacked(loaded.lanes(), Packing.DENSE);
    }
    return loaded;
  }
}
