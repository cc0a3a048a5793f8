package org.keyspike.cli.listen;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.spotting.SoundSource;

/**
 * Ctrl-C, which is how listening ends: closes the source, waits for what came of it to be written,
 * and ends the process with the code of what is done. Over, it leaves Ctrl-C as it was.
 */
public final class Interruption {
  private static final int SECONDS = 2;

  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook;

  public Interruption(SoundSource source) {
    hook =
        new Thread(
            () -> {
              source.close();
              try {
                // A pipe that nothing comes through cannot be closed while it is read.
                written.await(SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(ExitCode.DONE);
            },
            "keyspike-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Everything is written. */
  public void over() {
    written.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is at work, and ends it.
    }
  }
}
