package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two readings of the page about the state-space backbone agree. Each was written from the page
 * alone and they share no code: where one of them is wrong, or the page can be read in two ways,
 * they differ.
 */
@Tag("slow")
class StateSpaceReadingsTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path REFERENCE = Path.of("src", "test", "resources", "reference");
  private static final int SECONDS = 300;

  @TempDir static Path folder;

  @BeforeAll
  static void numpyIsThere() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    assumeTrue(
        run("-c", "import numpy").code() == 0,
        "NumPy is not installed (apt-get install python3-numpy)");
  }

  /** To the bit in integers, with states halved in every frame and with lazy ones. */
  @Test
  void theSecondReadingComputesTheGoldenValuesOfTheFirst() throws Exception {
    Outcome second =
        run(REFERENCE.resolve("state_space_second.py").toString(), REFERENCE.toString());
    assertEquals(0, second.code(), second.text());
    assertTrue(second.text().contains("13 runs, 0 with differences"), second.text());
  }

  /** The comparison can fail: one integer of one case is off by 1. */
  @Test
  void aDifferenceIsNamed() throws Exception {
    Path changed = Files.createDirectory(folder.resolve("changed"));
    byte[] bytes = Files.readAllBytes(REFERENCE.resolve("ssm-integer-powers.safetensors"));
    bytes[bytes.length - 4] ^= 1;
    Files.write(changed.resolve("ssm-integer-powers.safetensors"), bytes);
    Outcome second = run(REFERENCE.resolve("state_space_second.py").toString(), changed.toString());
    assertEquals(1, second.code(), second.text());
    assertTrue(second.text().contains("different: logits"), second.text());
  }

  private record Outcome(int code, String text) {}

  private static Outcome run(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "python", ".txt");
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(PYTHON.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(List.of(arguments) + " took over " + SECONDS + " s");
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }
}
