package org.keyspike.cli.console;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.nio.charset.Charset;

/**
 * The log of the program: what a user must know goes to standard error; the log file of a run
 * folder is added when it is known. In Java, as Logback takes a sixth of a short command to read
 * the same from XML. {@code -Dlogback.configurationFile=FILE} puts another in its place.
 */
public final class ProgramLog extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext log) {
    if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    log.getStatusManager().add(new NopStatusListener());
    ThresholdFilter filter = new ThresholdFilter();
    filter.setLevel(Level.WARN.levelStr);
    filter.start();
    Line line = new Line();
    line.start();
    ConsoleAppender<ILoggingEvent> warnings = new ConsoleAppender<>();
    warnings.setContext(log);
    warnings.setName("warnings");
    warnings.setTarget("System.err");
    warnings.addFilter(filter);
    warnings.setEncoder(line);
    warnings.start();
    Logger program = log.getLogger("org.keyspike");
    program.setLevel(Level.INFO);
    program.addAppender(warnings);
    log.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** A warning in a line, without what was thrown. */
  private static final class Line extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
      return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      String text = "warning: " + event.getFormattedMessage() + System.lineSeparator();
      return text.getBytes(Charset.defaultCharset());
    }

    @Override
    public byte[] footerBytes() {
      return NOTHING;
    }
  }
}
