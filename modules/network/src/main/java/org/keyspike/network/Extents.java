package org.keyspike.network;

/** The bounds on the sizes of a network: products of three of them stay within 64 bits. */
final class Extents {
  /** The most bands, neurons, hidden units, classes or frames of a clip. */
  static final int LARGEST = 1 << 20;

  private Extents() {}

  static void require(String field, int extent, int least) {
    if (extent < least || extent > LARGEST) {
      throw new SpecException(
          field, extent, extent < least ? "at least " + least : "at most " + LARGEST);
    }
  }
}
