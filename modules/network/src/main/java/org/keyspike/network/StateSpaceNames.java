package org.keyspike.network;

/**
 * The names of the parameters that networks with a state space have. Blocks are counted from 0 here
 * and from 1 in the names; what stands before {@code .weight} and the like is a part of {@link
 * Names}.
 */
public final class StateSpaceNames {
  /** The map from the encoder's channels to the stream. */
  public static final String EMBEDDING = "embedding";

  /** d of the encoder's channels, in frames. */
  public static final String DELAY = EMBEDDING + ".delay";

  /** The populations of a block, in the order of a network's: u, x, g and y′. */
  public static final int PLACES = 4;

  private StateSpaceNames() {}

  /** The first map of a block, from u to x̂, ẑ, B̂, Ĉ and p. */
  public static String in(int block) {
    return block(block) + "in";
  }

  /** The second map of a block, from y′ to the stream. */
  public static String out(int block) {
    return block(block) + "out";
  }

  /**
   * τ of graded neurons at a place.
   *
   * @param block not looked at for those behind the last one
   */
  public static String threshold(EventSite site, int block) {
    return place(site, block) + ".threshold";
  }

  /**
   * The neurons at a place.
   *
   * @param block not looked at for those behind the last one
   */
  public static String place(EventSite site, int block) {
    return site == EventSite.LAST ? site.part() : block(block) + site.part();
  }

  /** The gates of a block. */
  public static String gate(int block) {
    return block(block) + "gate";
  }

  private static String block(int block) {
    return "block" + (block + 1) + ".";
  }
}
