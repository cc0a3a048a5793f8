package org.keyspike.audio;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * Keeps libraries that print as they work from doing it: standard output is where our commands
 * answer. What a thread prints inside {@link #call} is dropped, what other threads print meanwhile
 * is not touched.
 */
final class QuietOutput {
  private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);
  private static int users;
  private static PrintStream original;
  private static PrintStream filter;

  private QuietOutput() {}

  /** Does something that may print. */
  static <T> T call(Supplier<T> chatty) {
    install();
    QUIET.set(true);
    try {
      return chatty.get();
    } finally {
      QUIET.remove();
      remove();
    }
  }

  private static synchronized void install() {
    if (users++ == 0) {
      original = System.out;
      filter = new PrintStream(new DeafStream(original), true, Charset.defaultCharset());
      System.setOut(filter);
    }
  }

  /** Takes the filter away when nobody needs it, unless something else has taken its place. */
  private static synchronized void remove() {
    if (--users == 0 && System.out == filter) {
      System.setOut(original);
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
