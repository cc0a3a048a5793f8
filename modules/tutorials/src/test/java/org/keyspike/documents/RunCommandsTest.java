package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of README and docs that take under a minute do what they say, one after the other.
 */
@Tag("slow")
class RunCommandsTest {
  private static final int MINUTES = 3;

  /** What a fresh clone has that commands read. */
  private static final List<String> CLONED = List.of("models", "recipes", "datasets");

  @TempDir Path folder;

  @Test
  void commandsRunFromAFreshClone() throws IOException, InterruptedException {
    for (String name : CLONED) {
      Files.createSymbolicLink(folder.resolve(name), Documents.HOME.resolve(name));
    }
    Set<String> done = new LinkedHashSet<>();
    List<Path> pages = new ArrayList<>();
    pages.add(Documents.HOME.resolve("README.md"));
    pages.add(Documents.HOME.resolve("docs/getting-started.md"));
    Documents.pages().stream().filter(page -> !pages.contains(page)).forEach(pages::add);
    for (Path page : pages) {
      for (ShellCommand command : ShellCommand.in(page)) {
        if (command.runnable() && done.add(String.join(" ", command.arguments()))) {
          run(command);
        }
      }
    }
    assertTrue(done.size() >= 10, () -> "too few: " + done);
    assertTrue(Files.exists(folder.resolve("runs/quickstart/report.html")));
  }

  private void run(ShellCommand command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx2g");
    line.add("-XX:TieredStopAtLevel=" + (command.arguments().contains("run") ? 4 : 1));
    line.add("--add-modules");
    line.add("jdk.incubator.vector");
    line.add("-Djava.awt.headless=true");
    line.add("-Dkeyspike.home=" + folder);
    line.add("-cp");
    line.add(classPath());
    line.add("org.keyspike.cli.Main");
    line.addAll(command.arguments());
    File output = folder.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output.toPath());
    assertTrue(ended, () -> command.place() + ": " + command.text() + " takes too long:\n" + said);
    assertEquals(
        0, process.exitValue(), () -> command.place() + ": " + command.text() + "\n" + said);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
