package org.keyspike.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

final class ProgramLogTest {
  private static final Charset CHARSET = Charset.defaultCharset();

  private final LoggerContext log = new LoggerContext();

  @Test
  void warningsGoToStandardErrorInALineAndTheRestToLogFilesAlone() {
    log.setMDCAdapter(new LogbackMDCAdapter());
    assertEquals(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, new ProgramLog().configure(log));
    ListAppender<ILoggingEvent> file = new ListAppender<>();
    file.setContext(log);
    file.start();
    log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, CHARSET));
    try {
      Logger ours = log.getLogger("org.keyspike.some.Place");
      ours.debug("too much");
      ours.info("{} clips", 9);
      ours.warn("{} of {} lost", 2, 9, new IllegalStateException("why"));
      log.getLogger("other.Place").info("not ours");
      log.getLogger("other.Place").warn("not ours either");
    } finally {
      System.setErr(before);
    }
    assertEquals("warning: 2 of 9 lost" + System.lineSeparator(), said.toString(CHARSET));
    assertEquals(3, file.list.size(), file.list::toString);
    assertEquals("9 clips", file.list.get(0).getFormattedMessage());
  }

  @Test
  void anotherConfigurationThatIsNamedTakesItsPlace() {
    System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "other.xml");
    try {
      assertEquals(ExecutionStatus.INVOKE_NEXT_IF_ANY, new ProgramLog().configure(log));
    } finally {
      System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    }
    assertFalse(log.getLogger("org.keyspike").iteratorForAppenders().hasNext());
  }

  @Test
  void logbackFindsIt() {
    assertEquals(
        1,
        ServiceLoader.load(Configurator.class).stream()
            .filter(found -> found.type() == ProgramLog.class)
            .count());
  }
}
