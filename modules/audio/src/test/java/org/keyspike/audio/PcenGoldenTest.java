package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The integers of pcen.py, which was written from the page of equations before any of the code. */
class PcenGoldenTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String VALUES = "/reference/front-pcen-made.safetensors";
  private static final int SIGNALS = 6;
  private static final Map<String, FrontEndSettings> CASES = new LinkedHashMap<>();

  static {
    CASES.put("40-e14", settings(40, 14, new PcenSettings(256, 5, 5, 32, 128, 2)));
    CASES.put("40-e10-slow", settings(40, 10, new PcenSettings(250, 7, 4, 16, 0, 4)));
    CASES.put("12-e30", settings(12, 30, new PcenSettings(240, 0, 15, 1, 200, 2)));
    CASES.put("80-e0", settings(80, 0, new PcenSettings(205, 15, 0, 256, 64, 16)));
    CASES.put("7-low", settings(7, -16, new PcenSettings(256, 3, 6, 1, 0, 16)));
  }

  private static FrontEndSettings settings(int bands, int exponent, PcenSettings pcen) {
    return FrontEndSettings.integer(bands, exponent).withPcen(pcen);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(PcenGoldenTest.class.getResource(name).toURI());
  }

  @Test
  void tables() throws IOException, URISyntaxException {
    Reference reference = Reference.read(resource(VALUES));
    CASES.forEach(
        (name, settings) ->
            assertArrayEquals(
                reference.ints(name + "/table"), PcenTable.of(settings.pcen()), name));
  }

  @Test
  void features() throws IOException, URISyntaxException {
    Reference reference = Reference.read(resource(VALUES));
    for (Map.Entry<String, FrontEndSettings> entry : CASES.entrySet()) {
      int bands = entry.getValue().bands();
      IntegerLogMel logMel = new IntegerLogMel(entry.getValue());
      for (int signal = 0; signal < SIGNALS; signal++) {
        String name = entry.getKey() + "/" + signal;
        int[] expected = reference.ints(name);
        byte[] found = logMel.features(reference.shorts("pcm" + signal));
        assertEquals(expected.length, found.length);
        for (int i = 0; i < found.length; i++) {
          int at = i;
          assertEquals(
              expected[i],
              found[i] & 0xFF,
              () -> name + ", frame " + at / bands + ", band " + at % bands);
        }
      }
    }
  }

  @Tag("slow")
  @Test
  void theScriptWritesTheSameBytes(@TempDir Path folder)
      throws IOException, URISyntaxException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    Process numpy = new ProcessBuilder(PYTHON.toString(), "-c", "import numpy").inheritIO().start();
    assumeTrue(numpy.waitFor() == 0, "no numpy");
    Path written = folder.resolve("values");
    Process script =
        new ProcessBuilder(
                PYTHON.toString(), resource("/reference/pcen.py").toString(), written.toString())
            .inheritIO()
            .start();
    assertTrue(script.waitFor(2, TimeUnit.MINUTES), "time");
    assertEquals(0, script.exitValue());
    assertArrayEquals(Files.readAllBytes(resource(VALUES)), Files.readAllBytes(written));
  }
}
