package org.keyspike.datasets.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stream that fails when nothing comes for a while: the HTTP client of the JDK waits forever for
 * the body of an answer.
 */
final class StallGuard extends FilterInputStream {
  private final Duration patience;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "keyspike-stall-guard");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long lastArrival = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream in, Duration patience) {
    super(in);
    this.patience = patience;
    long period = Math.max(1, patience.toMillis() / 4);
    clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (System.nanoTime() - lastArrival > patience.toNanos()) {
      stalled = true;
      try {
        // A reader that waits is woken by this.
        in.close();
      } catch (IOException e) {
        // The reader is told of the stall all the same.
        return;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    lastArrival = System.nanoTime();
    try {
      int n = super.read(buffer, offset, length);
      if (!stalled) {
        return n;
      }
    } catch (IOException e) {
      if (!stalled) {
        throw e;
      }
    }
    throw new SocketTimeoutException("nothing came for " + patience.toSeconds() + " s");
  }

  @Override
  public void close() throws IOException {
    clock.shutdownNow();
    super.close();
  }
}
