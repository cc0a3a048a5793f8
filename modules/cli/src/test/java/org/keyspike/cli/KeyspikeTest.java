package org.keyspike.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class KeyspikeTest {
  /** A command is found by the name of its class before its annotation is read. */
  @Test
  void commandsAreCalledAsTheirClasses() {
    for (Class<?> type : Keyspike.COMMANDS) {
      assertEquals(type.getAnnotation(Command.class).name(), Keyspike.name(type));
    }
    assertEquals(Keyspike.COMMANDS.size(), Main.commands().getSubcommands().size());
    assertEquals(Keyspike.NAME, Main.commands().getCommandName());
  }
}
