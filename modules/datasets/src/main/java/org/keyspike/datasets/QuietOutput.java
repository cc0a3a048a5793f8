package org.keyspike.datasets;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * Keeps libraries that print as they work from doing it. Standard output is where our commands
 * answer, so between {@link #install} and {@link #remove} what a thread prints inside {@link #call}
 * is dropped, and what other threads print is not touched.
 */
final class QuietOutput {
  private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);
  private static int users;
  private static PrintStream original;
  private static PrintStream filter;

  private QuietOutput() {}

  /** Puts the filter into place, or finds it there. */
  static synchronized void install() {
    if (users++ == 0) {
      original = System.out;
      filter = new PrintStream(new DeafStream(original), true, Charset.defaultCharset());
      System.setOut(filter);
    }
  }

  /** Takes the filter away when nobody needs it, unless something else has taken its place. */
  static synchronized void remove() {
    if (--users == 0 && System.out == filter) {
      System.setOut(original);
    }
  }

  /** Does something that may print. */
  static <T> T call(Supplier<T> chatty) {
    boolean before = QUIET.get();
    QUIET.set(true);
    try {
      return chatty.get();
    } finally {
      QUIET.set(before);
    }
  }

  private static final class DeafStream extends FilterOutputStream {
    DeafStream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      if (!QUIET.get()) {
        out.write(value);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!QUIET.get()) {
        out.write(bytes, offset, length);
      }
    }
  }
}
