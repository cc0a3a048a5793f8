package org.keyspike.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program, held at a line of its log so that a test can kill it exactly there: it makes a file,
 * the sign that it has come so far, and goes no further.
 */
final class HeldMain {
  private HeldMain() {}

  /** Runs the command of {@code args[2…]} up to the line that begins with {@code args[0]}. */
  public static void main(String[] args) {
    Path sign = Path.of(args[1]);
    AppenderBase<ILoggingEvent> hold =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getFormattedMessage().startsWith(args[0])) {
              make(sign);
            }
          }
        };
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    hold.setContext(context);
    hold.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(hold);
    // Tests have a quieter log than the program.
    context.getLogger("org.keyspike").setLevel(Level.INFO);
    Main.main(Arrays.copyOfRange(args, 2, args.length));
  }

  private static void make(Path sign) {
    try {
      Files.createFile(sign);
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
