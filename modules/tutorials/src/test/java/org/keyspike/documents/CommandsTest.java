package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.cli.Main;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every command in every document is one that the program takes. */
class CommandsTest {
  @Test
  void everyCommandParses() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    // Made once: what it is made of is the same for all, and takes longer than to parse.
    CommandLine commands = Main.commands();
    for (Path page : Documents.pages()) {
      for (ShellCommand command : ShellCommand.in(page)) {
        count++;
        try {
          commands.parseArgs(command.arguments().toArray(String[]::new));
        } catch (ParameterException e) {
          wrong.add(command.place() + ": " + command.text() + ": " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(count > 50, "the documents hold commands: " + count);
  }

  @Test
  void argumentsAreTheShells() {
    assertEquals(
        List.of("run", "recipe.yaml", "--set", "dataset.words=hey robin,lights on"),
        ShellCommand.arguments(
            "scripts/keyspike run recipe.yaml --set dataset.words=\"hey robin,lights on\"  # words"));
    assertEquals(
        List.of("listen", "model", "--wav", "-"),
        ShellCommand.arguments("scripts/keyspike listen model --wav - < sound.raw"));
    assertEquals(
        List.of("sweep", "--vary", "compression.pruning[1].wordSparsity=0,0.5"),
        ShellCommand.arguments(
            "scripts/keyspike sweep --vary compression.pruning[1].wordSparsity=0,0.5"));
  }
}
