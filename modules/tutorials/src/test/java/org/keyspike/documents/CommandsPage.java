package org.keyspike.documents;

import java.util.Map;
import org.keyspike.cli.Main;
import picocli.CommandLine;

/** docs/reference/commands.md: what {@code --help} says of every command. */
final class CommandsPage {
  private static final int WIDTH = 100;

  private CommandsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder();
    page.append("# Commands\n\n");
    page.append("This page is generated from the program: it is what `--help` prints.\n\n");
    page.append("Every command takes `--json` (one JSON object on standard output, see ");
    page.append("[JSON](json.md)) and `--quiet`. Exit codes are on\n");
    page.append("[a page of their own](exit-codes.md).\n\n");
    CommandLine commands = Main.commands();
    for (String name : commands.getSubcommands().keySet()) {
      page.append("- [").append(name).append("](#").append(name).append(")\n");
    }
    for (Map.Entry<String, CommandLine> command : commands.getSubcommands().entrySet()) {
      command.getValue().setUsageHelpWidth(WIDTH);
      page.append("\n## ").append(command.getKey()).append("\n\n```\n");
      page.append(
          command
              .getValue()
              .getUsageMessage(CommandLine.Help.Ansi.OFF)
              .lines()
              .map(String::stripTrailing)
              .reduce("", (all, line) -> all + line + "\n"));
      page.append("```\n");
    }
    return page.toString();
  }
}
