package org.keyspike.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of {@code scripts/keyspike} in a document.
 *
 * @param place page and line
 * @param text as it stands there, continued lines joined
 * @param arguments after the name of the script
 * @param block of the page, from 1: commands of one block follow one another
 * @param runnable whether the page marks its block with {@value #RUN}: a reader can give it from a
 *     fresh clone, and it takes less than a minute
 */
record ShellCommand(
    String place, String text, List<String> arguments, int block, boolean runnable) {
  static final String RUN = "<!-- tested: run -->";

  private static final String SCRIPT = "scripts/keyspike";
  private static final Pattern WORD =
      Pattern.compile(
          "\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|((?:[^\\s\"'#|<>]|(?<=\\S)#|\"[^\"]*\")+)");

  /** All calls in the code blocks of a page. */
  static List<ShellCommand> in(Path page) throws IOException {
    List<ShellCommand> commands = new ArrayList<>();
    boolean runnable = false;
    String joined = "";
    int first = 0;
    int block = 0;
    boolean inside = false;
    for (Documents.PageLine line : Documents.lines(page)) {
      if (!line.code()) {
        runnable = line.text().strip().equals(RUN) || line.text().isBlank() && runnable;
        joined = "";
        inside = false;
        continue;
      }
      block += inside ? 0 : 1;
      inside = true;
      first = joined.isEmpty() ? line.number() : first;
      joined += (joined.isEmpty() ? "" : " ") + line.text().strip();
      if (joined.endsWith("\\")) {
        joined = joined.substring(0, joined.length() - 1).strip();
        continue;
      }
      joined = joined.replaceFirst("^(\\w+=\\S+ +)+|^.* \\| (?=" + SCRIPT + " )", "");
      if (joined.startsWith(SCRIPT + " ") || joined.equals(SCRIPT)) {
        commands.add(
            new ShellCommand(
                Documents.place(page, first), joined, arguments(joined), block, runnable));
      }
      joined = "";
    }
    return commands;
  }

  /** The words of a command line as a shell takes them, up to a comment, pipe or redirection. */
  static List<String> arguments(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    int at = SCRIPT.length();
    StringBuilder current = new StringBuilder();
    while (at < line.length()) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c)) {
        if (!current.isEmpty()) {
          words.add(current.toString());
          current.setLength(0);
        }
        at++;
      } else if (current.isEmpty() && (c == '#' || c == '|' || c == '<' || c == '>' || c == '&')) {
        return words;
      } else if (word.region(at, line.length()).lookingAt()) {
        current.append(
            word.group(1) != null
                ? word.group(1)
                : word.group(2) != null ? word.group(2) : word.group(3).replace("\"", ""));
        at = word.end();
      } else {
        throw new IllegalArgumentException("no shell word at " + line.substring(at));
      }
    }
    if (!current.isEmpty()) {
      words.add(current.toString());
    }
    return words;
  }
}
