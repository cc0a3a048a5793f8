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
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program, held at lines of its log so that a test can kill it exactly there: it makes a file,
 * the sign that it has come so far, and goes no further until that is gone.
 */
final class HeldMain {
  /** Between the lines to be held at. */
  static final String AND = " and ";

  private HeldMain() {}

  /** What is made where a line begins like this. */
  static Path sign(Path folder, String line) {
    return folder.resolve("held." + line.replaceAll("\\W+", "-"));
  }

  /**
   * Runs the command of {@code args[2…]}, held at the lines that begin as {@code args[1]} says,
   * with signs in the folder {@code args[0]}.
   */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    List<String> lines = List.of(args[1].split(AND));
    AppenderBase<ILoggingEvent> hold =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            for (String line : lines) {
              if (event.getFormattedMessage().startsWith(line)) {
                waitAt(sign(folder, line));
              }
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

  private static void waitAt(Path sign) {
    try {
      Files.createFile(sign);
      while (Files.exists(sign)) {
        Thread.sleep(5);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
