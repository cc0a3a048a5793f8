package org.keyspike.synthesis;

import java.io.IOException;
import java.util.List;

/**
 * Sound in which no keyword is said, in pieces that are read or made in any order, by any number of
 * threads. A piece depends on its number only.
 */
public interface Negatives {
  /** What it is, for people. */
  String name();

  /** Number of pieces. */
  int pieces();

  /** How many clips can be laid into a piece, far enough from one another to be told apart. */
  int room(int piece);

  /** Makes pieces; one thread's own. */
  Reader reader();

  /** Makes pieces. */
  @FunctionalInterface
  interface Reader {
    /**
     * Makes a piece and lays clips into it, evenly.
     *
     * @param clips at most {@link Negatives#room}
     */
    LaidStream read(int piece, List<LaidStream.Clip> clips) throws IOException;
  }
}
