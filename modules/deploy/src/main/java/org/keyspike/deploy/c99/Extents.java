package org.keyspike.deploy.c99;

import org.keyspike.hardware.PackedMatrix;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;

/** The sizes that the runtime's numbers have room for: 16 bits for rows and columns. */
final class Extents {
  private static final int LARGEST = 65_535;

  private Extents() {}

  static void require(WeightImage image) throws InputException {
    for (PackedMatrix matrix : image.matrices()) {
      int extent = Math.max(matrix.rows(), matrix.columns());
      if (extent > LARGEST) {
        throw new InputException(
            "--format", "matrix", extent + " rows or columns", "at most " + LARGEST + " for C99");
      }
    }
  }
}
