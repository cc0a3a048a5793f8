package org.keyspike.simulator.machine;

/**
 * The place of the delays of a layer's inputs in the spike memory: a plane of packed words for each
 * of their binary digits, the lowest first, loaded with the image.
 *
 * @param base first word of the first plane
 * @param digits planes
 * @param words of a plane
 * @param most D, the longest delay in frames, at least 1
 */
public record DelayPlace(int base, int digits, int words, int most) {

  /** The first word of a plane. */
  public int plane(int digit) {
    return base + digit * words;
  }

  /** The number of binary digits of the delays up to a longest one. */
  public static int digits(int most) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(most);
  }
}
