package org.keyspike.deploy.c99;

import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.io.InputException;

/**
 * The sizes that the runtime's numbers have room for: 16 bits for rows and columns, for all neurons
 * and for where a layer's delayed inputs wait.
 */
final class Extents {
  private static final int LARGEST = 65_535;

  private Extents() {}

  static void require(WeightImage image) throws InputException {
    for (PackedMatrix matrix : image.matrices()) {
      require("matrix", Math.max(matrix.rows(), matrix.columns()), "rows or columns");
    }
    int neurons = image.model().layers().stream().mapToInt(IntegerLayer::neurons).sum();
    require("layers", neurons, "neurons in all");
    for (DelayPlaces.Place place : DelayPlaces.of(image.model()).places()) {
      require("delays", place == null ? 0 : place.first(), "words before those of a layer");
    }
  }

  private static void require(String field, int extent, String what) throws InputException {
    if (extent > LARGEST) {
      throw new InputException(
          "--format", field, extent + " " + what, "at most " + LARGEST + " for C99");
    }
  }
}
