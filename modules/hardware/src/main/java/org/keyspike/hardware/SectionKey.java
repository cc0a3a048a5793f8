package org.keyspike.hardware;

/**
 * The key of a section: what it holds, and which one of its kind it is.
 *
 * @param kind unsigned 16 bit
 * @param index unsigned 16 bit
 */
record SectionKey(int kind, int index) {
  @Override
  public String toString() {
    return "section " + kind + "." + index;
  }
}
