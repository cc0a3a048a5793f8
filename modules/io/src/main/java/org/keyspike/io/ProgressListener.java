package org.keyspike.io;

/**
 * Is told how far long work has come. One piece of work is one {@code begin}, any number of {@code
 * advance}, one {@code end}; pieces follow one another. {@code advance} comes from several threads.
 */
public interface ProgressListener {
  /** Listens to nothing. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long n) {}

        @Override
        public void end() {}
      };

  /** Takes one line about what is being done, for people. */
  default void note(String line) {}

  /**
   * @param what what is being done, a few words
   * @param total units of work in all
   */
  void begin(String what, long total);

  /**
   * @param n units done since the last call; below 0 if some were lost again
   */
  void advance(long n);

  /** The work is over, done or failed. */
  void end();
}
