package org.keyspike.hardware;

/**
 * The key of a section: what it holds, and which one of its kind it is.
 *
 * @param kind unsigned 16 bit
 * @param index unsigned 16 bit
 */
record SectionKey(int kind, int index) {
  // Written out here and in other records that are compared when a network is read: Java makes the
  // code of a record's equals when it is first called, which takes longer than reading the network.
  @Override
  public boolean equals(Object other) {
    return other instanceof SectionKey that && kind == that.kind && index == that.index;
  }

  @Override
  public int hashCode() {
    return 31 * kind + index;
  }

  @Override
  public String toString() {
    return "section " + kind + "." + index;
  }
}
