package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of README and docs that take under a minute do what they say. */
@Tag("slow")
class RunCommandsTest {
  private static final int MINUTES = 8;

  /** What a fresh clone has that commands read. */
  private static final List<String> CLONED = List.of("models", "datasets", "docs");

  private static final String QUICKSTART = "recipes/quickstart";

  /** A sweep of one run, for what reads sweeps. */
  private static final String SWEEP =
      String.join(
          "\t",
          "sweep",
          QUICKSTART + "/recipe.yaml",
          "--vary=training.learningRate=0.004",
          "--out=sweeps/quickstart",
          "--jobs=1");

  @TempDir Path folder;

  /** The commands of README come first: others look at the run they leave. */
  @Test
  void commandsRunFromAFreshClone() throws Exception {
    for (String name : CLONED) {
      Files.createSymbolicLink(folder.resolve(name), Documents.HOME.resolve(name));
    }
    copyCutDown();
    List<Path> pages = new ArrayList<>(List.of(Documents.HOME.resolve("README.md")));
    pages.addAll(Documents.pages());
    Set<String> lines = new LinkedHashSet<>();
    for (Path page : pages) {
      for (ShellCommand command : ShellCommand.in(page)) {
        if (command.runnable()) {
          lines.add(String.join("\t", command.arguments()));
        }
      }
    }
    assertTrue(lines.size() >= 20, "commands: " + lines.size());
    lines.add(SWEEP);
    run(Files.write(folder.resolve("commands.txt"), lines));
    assertTrue(Files.exists(folder.resolve("runs/quickstart/report.html")));
    PythonSnippets.run(Documents.HOME.resolve("docs/python-interop.md"), folder);
  }

  /**
   * The quickstart's recipes with few words and speakers, small layers and an epoch: it is the
   * commands that are tested, word for word, and what they do with a run does not depend on how
   * well it learned.
   */
  private void copyCutDown() throws IOException {
    Path copy = Files.createDirectories(folder.resolve(QUICKSTART));
    try (Stream<Path> recipes = Files.list(Documents.HOME.resolve(QUICKSTART))) {
      for (Path recipe : recipes.toList()) {
        String text =
            Files.readString(recipe)
                .replaceAll("words: \\[.*]", "words: [yes, no, up]")
                .replaceAll("trainSpeakers: \\d+", "trainSpeakers: 4")
                .replaceAll("(validation|test)Speakers: \\d+", "$1Speakers: 2")
                .replaceAll("utterancesPerSpeaker: \\d+", "utterancesPerSpeaker: 1")
                .replaceAll("layers: \\[.*]", "layers: [32, 32]")
                .replaceAll("epochs: \\d+", "epochs: 1");
        Files.writeString(copy.resolve(recipe.getFileName()), text);
      }
    }
  }

  /**
   * One process for all: where it is started their relative paths lead into the clone. That the
   * script starts a process for each is tested with it.
   */
  private void run(Path commands) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                // Most is done once: the second compiler does not pay off, nor without it vectors.
                "-XX:TieredStopAtLevel=1",
                "-Dkeyspike.kernels=scalar",
                "--add-modules",
                "jdk.incubator.vector",
                "-Djava.awt.headless=true",
                "-Dkeyspike.home=" + folder,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "org.keyspike.cli.CommandSequence",
                commands.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertTrue(ended, () -> "takes too long: " + said);
    assertEquals(0, process.exitValue(), said);
  }
}
