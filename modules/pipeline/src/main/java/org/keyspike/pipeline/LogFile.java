package org.keyspike.pipeline;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a run folder: everything that is logged from here on is added to its end. A program
 * that logs by something else than Logback has its own logs, and the folder has none.
 */
final class LogFile implements AutoCloseable {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20}: %msg%n";

  private final Optional<FileAppender<ILoggingEvent>> appender;

  private LogFile(Optional<FileAppender<ILoggingEvent>> appender) {
    this.appender = appender;
  }

  /**
   * Opens a log.
   *
   * @throws IOException if its folder cannot be made
   */
  static LogFile open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return new LogFile(Optional.empty());
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return new LogFile(Optional.of(appender));
  }

  @Override
  public void close() {
    appender.ifPresent(
        open -> {
          LoggerContext context = (LoggerContext) open.getContext();
          context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(open);
          open.stop();
        });
  }
}
