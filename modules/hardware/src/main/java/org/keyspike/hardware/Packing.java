package org.keyspike.hardware;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keyspike.integer.IntegerMatrix;

/** The way in which the weights of a matrix fill its words. */
public enum Packing {
  /** Every weight, zeros too. */
  @JsonProperty("dense")
  DENSE {
    @Override
    PackedMatrix pack(IntegerMatrix matrix, int bits, int lanes) {
      return PackedMatrix.of(matrix, bits, lanes);
    }
  },
  /**
   * Bitmap and non-zeros of a matrix that takes fewer bytes so, every weight of another one. It
   * pays where the fullest word is far from full: pruning that balances lanes sees to that.
   */
  @JsonProperty("compressed")
  COMPRESSED {
    @Override
    PackedMatrix pack(IntegerMatrix matrix, int bits, int lanes) {
      PackedMatrix dense = PackedMatrix.of(matrix, bits, lanes);
      PackedMatrix compressed = PackedMatrix.compressed(matrix, bits, lanes);
      return compressed.wordBytes() < dense.wordBytes() ? compressed : dense;
    }
  };

  abstract PackedMatrix pack(IntegerMatrix matrix, int bits, int lanes);
}
