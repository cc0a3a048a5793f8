package org.keyspike.synthesis;

import java.io.IOException;
import java.util.List;

/**
 * Talk in which no keyword is said and of which it is known whose it is, in pieces that are read or
 * made in any order, by any number of threads: what a network that is learning is left to listen
 * to. A piece depends on its number only.
 */
public interface Talk {
  /** What it is, for people. */
  String name();

  /** Number of pieces. */
  int pieces();

  /** Reads or makes pieces; one thread's own. */
  Reader reader();

  /** Reads or makes pieces; one thread's own. */
  @FunctionalInterface
  interface Reader {
    Piece read(int piece) throws IOException;
  }

  /**
   * A stretch of talk.
   *
   * @param samples 16 kHz, in [−1, 1)
   * @param turns who is heard in it, at least one, by start
   */
  record Piece(float[] samples, List<Turn> turns) {
    public Piece {
      turns = List.copyOf(turns);
      if (turns.isEmpty() || turns.get(0).start() != 0) {
        throw new IllegalArgumentException("found " + turns + ", expected turns from sample 0 on");
      }
    }

    /** The turn that a sample is in. */
    public Turn at(int sample) {
      Turn found = turns.get(0);
      for (Turn turn : turns) {
        found = turn.start() <= sample ? turn : found;
      }
      return found;
    }

    /** The sample after a turn. */
    public int end(int turn) {
      return turn + 1 < turns.size() ? turns.get(turn + 1).start() : samples.length;
    }
  }

  /**
   * Someone's turn in a piece.
   *
   * @param start its first sample
   * @param source who speaks, or the recording: a name that says the same wherever files lie
   */
  record Turn(int start, String source) {}
}
