package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of README and docs that take under a minute do what they say. */
@Tag("slow")
class RunCommandsTest {
  private static final int MINUTES = 3;

  /** Blocks of commands that run beside each other. */
  private static final int BESIDE = 2;

  /** What a fresh clone has that commands read. */
  private static final List<String> CLONED = List.of("models", "datasets");

  /** Commands that end before the second compiler pays off, and use no vectors. */
  private static final Set<String> BRIEF =
      Set.of("--help", "listen", "simulate", "study", "export", "features", "report");

  private static final String QUICKSTART = "recipes/quickstart";

  @TempDir Path folder;

  /** The commands of README come first, one after the other: others look at the run they leave. */
  @Test
  void commandsRunFromAFreshClone() throws Exception {
    for (String name : CLONED) {
      Files.createSymbolicLink(folder.resolve(name), Documents.HOME.resolve(name));
    }
    copyCutDown();
    Path readme = Documents.HOME.resolve("README.md");
    Set<List<String>> known = new HashSet<>();
    for (ShellCommand command : ShellCommand.in(readme)) {
      if (command.runnable() && known.add(command.arguments())) {
        run(command);
      }
    }
    assertTrue(Files.exists(folder.resolve("runs/quickstart/report.html")));
    List<Future<?>> blocks = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(BESIDE);
    try {
      for (List<ShellCommand> block : blocks(known)) {
        blocks.add(
            threads.submit(
                () -> {
                  for (ShellCommand command : block) {
                    run(command);
                  }
                  return null;
                }));
      }
      for (Future<?> block : blocks) {
        block.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertTrue(blocks.size() >= 5, "blocks of commands: " + blocks.size());
  }

  /**
   * The quickstart's recipes with few speakers and epochs: it is the commands that are tested, word
   * for word, and what they do with a run does not depend on how well it learned.
   */
  private void copyCutDown() throws IOException {
    Path copy = Files.createDirectories(folder.resolve(QUICKSTART));
    try (Stream<Path> recipes = Files.list(Documents.HOME.resolve(QUICKSTART))) {
      for (Path recipe : recipes.toList()) {
        String text =
            Files.readString(recipe)
                .replaceAll("trainSpeakers: \\d+", "trainSpeakers: 6")
                .replaceAll("(validation|test)Speakers: \\d+", "$1Speakers: 2")
                .replaceAll("epochs: \\d+", "epochs: 3");
        Files.writeString(copy.resolve(recipe.getFileName()), text);
      }
    }
  }

  /** Runnable commands that are not known yet, by code block. */
  private static List<List<ShellCommand>> blocks(Set<List<String>> known) throws IOException {
    List<List<ShellCommand>> blocks = new ArrayList<>();
    for (Path page : Documents.pages()) {
      int last = -1;
      for (ShellCommand command : ShellCommand.in(page)) {
        if (command.runnable() && known.add(command.arguments())) {
          if (command.block() != last) {
            blocks.add(new ArrayList<>());
            last = command.block();
          }
          blocks.get(blocks.size() - 1).add(command);
        }
      }
    }
    return blocks;
  }

  private void run(ShellCommand command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx2g");
    line.add("-XX:+UseSerialGC");
    if (BRIEF.contains(command.arguments().get(0))) {
      line.add("-XX:TieredStopAtLevel=1");
    } else {
      line.add("--add-modules");
      line.add("jdk.incubator.vector");
    }
    Path archive = folder.resolve("classes.jsa");
    if (Files.exists(archive)) {
      line.add("-XX:SharedArchiveFile=" + archive);
    } else if (command.arguments().get(0).equals("run") && packed()) {
      // The classes that the others load as well, so that they need not read and check them again.
      line.add("-XX:ArchiveClassesAtExit=" + archive);
    }
    line.add("-Djava.awt.headless=true");
    line.add("-Dkeyspike.home=" + folder);
    line.add("-cp");
    line.add(classPath());
    line.add("org.keyspike.cli.Main");
    line.addAll(command.arguments());
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = command.place() + ": " + command.text() + "\n" + Files.readString(output);
    assertTrue(ended, () -> "takes too long: " + said);
    assertEquals(0, process.exitValue(), said);
  }

  /** Jars alone where the commands are in one, as Java shares no classes of folders. */
  private static String classPath() {
    return String.join(File.pathSeparator, packed() ? jars() : entries());
  }

  /** Whether the commands are in a jar, as Maven has them, and not in a folder of classes. */
  private static boolean packed() {
    return jars().stream().anyMatch(jar -> Path.of(jar).getFileName().toString().contains("-cli-"));
  }

  private static List<String> jars() {
    return entries().stream().filter(entry -> entry.endsWith(".jar")).toList();
  }

  private static List<String> entries() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(all.split(File.pathSeparator));
  }
}
