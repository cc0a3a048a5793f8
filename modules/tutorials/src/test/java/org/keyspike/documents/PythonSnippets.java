package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python of a page, run block after block as a reader would, in one process. */
final class PythonSnippets {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int SECONDS = 120;

  /** A block, unless the line before it says that it is not run. */
  private static final Pattern BLOCK =
      Pattern.compile("(<!-- tested: no -->\\n)?```python\\n(.*?)```\\n", Pattern.DOTALL);

  private PythonSnippets() {}

  /**
   * Runs a page's blocks in a folder, which has what they read; they must end well and say
   * something. Without Python or NumPy the test that asks is skipped from here on.
   */
  static void run(Path page, Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    assumeTrue(
        python(folder, "import numpy").status() == 0,
        "NumPy is not installed (apt-get install python3-numpy)");
    List<String> blocks = blocks(Files.readString(page));
    assertTrue(blocks.size() >= 8, () -> "blocks of Python: " + blocks.size());
    Said said = python(folder, String.join("\n", blocks));
    assertEquals(0, said.status(), said::text);
    // The detections that the page on listening shows, computed from samples alone.
    for (String line : List.of("yes at 2.2 s", "stop at 3.3 s", "happy at 5.0 s")) {
      assertTrue(said.text().contains("\n" + line), said::text);
    }
  }

  static List<String> blocks(String page) {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      if (block.group(1) == null) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  private record Said(int status, String text) {}

  private static Said python(Path folder, String program) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("snippets.py"), program);
    Path output = folder.resolve("snippets.txt");
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON.toString(), "-B", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertTrue(ended, () -> "takes too long: " + text);
    return new Said(process.exitValue(), text);
  }
}
