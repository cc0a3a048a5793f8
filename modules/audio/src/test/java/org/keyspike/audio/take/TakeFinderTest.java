package org.keyspike.audio.take;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes.py finds, which was written from the page of definitions before any of the code. */
class TakeFinderTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final int BLOCK = 160;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(TakeFinderTest.class.getResource("/reference/" + name).toURI());
  }

  /** Noise of amplitudes, each for so many blocks, as the script makes it. */
  private static short[] signal(String text) {
    List<int[]> parts =
        Arrays.stream(text.split(" "))
            .map(part -> Arrays.stream(part.split("x")).mapToInt(Integer::parseInt).toArray())
            .toList();
    short[] samples = new short[BLOCK * parts.stream().mapToInt(part -> part[1]).sum()];
    long x = 1;
    int at = 0;
    for (int[] part : parts) {
      for (int i = 0; i < BLOCK * part[1]; i++) {
        x = (x * 1_103_515_245 + 12_345) & 0x7FFF_FFFF;
        long sample = (x >> 12) % (2 * part[0] + 1) - part[0];
        samples[at++] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
      }
    }
    return samples;
  }

  private static List<Take> takes(short[] samples) {
    List<Take> takes = new ArrayList<>();
    new TakeFinder().accept(samples, samples.length, takes::add);
    return takes;
  }

  @Test
  void findsWhatTheScriptFinds() throws IOException, URISyntaxException {
    short[] samples = null;
    List<Take> found = List.of();
    int next = 0;
    int kept = 0;
    String signal = "";
    for (String line : Files.readAllLines(resource("takes.txt"))) {
      String[] fields = line.split(" ");
      if (fields[0].equals("signal")) {
        assertEquals(found.size(), next, signal);
        signal = line.substring("signal ".length());
        samples = signal(signal);
        found = takes(samples);
        next = 0;
        continue;
      }
      assertTrue(next < found.size(), signal + ": " + found.size() + " takes");
      Take take = found.get(next);
      assertEquals(Verdict.valueOf(fields[1]), take.verdict(), signal);
      assertEquals(Double.parseDouble(fields[2]), take.background(), 1e-9, signal);
      assertEquals(Double.parseDouble(fields[3]), take.level(), 1e-9, signal);
      assertEquals(Double.parseDouble(fields[4]), take.seconds(), 1e-12, signal);
      int first = Integer.parseInt(fields[5]);
      short[] expected =
          first < 0 ? new short[0] : Arrays.copyOfRange(samples, first, first + 16_000);
      assertArrayEquals(expected, take.samples(), signal);
      kept += first < 0 ? 0 : 1;
      next++;
    }
    assertEquals(found.size(), next, signal);
    assertTrue(kept > 15, "kept " + kept);
  }

  @Test
  void chunksOfAnySizeAreTheSame() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    short[] samples = signal("40x110 3000x20 40x50 3000x40 40x70 3000x110 40x170 3000x30 40x60");
    List<Take> expected = takes(samples);
    assertEquals(4, expected.size());
    TakeFinder finder = new TakeFinder();
    List<Take> found = new ArrayList<>();
    for (int at = 0; at < samples.length; ) {
      int length = Math.min(random.nextInt(1, 4_000), samples.length - at);
      // What lies behind the length is of another chunk.
      short[] chunk = Arrays.copyOf(Arrays.copyOfRange(samples, at, at + length), length + 7);
      Arrays.fill(chunk, length, chunk.length, Short.MAX_VALUE);
      finder.accept(chunk, length, found::add);
      at += length;
    }
    assertEquals(expected, found);
  }

  @Test
  void threeSamplesAtFullScaleAreClipped() {
    short[] samples = signal("40x110 3000x30 40x60");
    samples[BLOCK * 120] = Short.MAX_VALUE;
    samples[BLOCK * 121] = Short.MIN_VALUE;
    // Before the word nothing counts, nor what is all but full.
    samples[BLOCK * 105] = Short.MAX_VALUE;
    samples[BLOCK * 122] = Short.MAX_VALUE - 1;
    assertEquals(Verdict.GOOD, takes(samples).get(0).verdict());
    samples[BLOCK * 139] = Short.MIN_VALUE;
    assertEquals(Verdict.CLIPPED, takes(samples).get(0).verdict());
  }

  @Test
  void theBackgroundIsKnownAfterASecond() {
    TakeFinder finder = new TakeFinder();
    assertEquals(OptionalDouble.empty(), finder.background());
    finder.accept(new short[16_000], 15_999, take -> {});
    assertEquals(OptionalDouble.empty(), finder.background());
    finder.accept(new short[1], 1, take -> {});
    assertEquals(-96, finder.background().orElseThrow());
  }

  /**
   * Nothing is said of the 1000th block after the background, and a forgotten word changes none.
   */
  @Test
  void nothingAfterTenSeconds() {
    assertEquals(List.of(), takes(signal("40x1099")));
    assertEquals(List.of(), takes(signal("40x110 3000x5 40x984")));
    for (String signal : List.of("40x1100", "40x110 3000x5 40x985")) {
      List<Take> found = takes(signal(signal));
      assertEquals(1, found.size(), signal);
      assertEquals(Verdict.NOTHING, found.get(0).verdict(), signal);
    }
  }

  /** Hours of nothing and of noise: no more is kept than a few seconds. */
  @Test
  void nothingForLong() {
    TakeFinder finder = new TakeFinder();
    List<Take> found = new ArrayList<>();
    short[] quiet = signal("40x6000");
    for (int minute = 0; minute < 3; minute++) {
      finder.accept(quiet, quiet.length, found::add);
    }
    assertEquals(16, found.size(), "one for each 11 s of three minutes");
    assertTrue(found.stream().allMatch(take -> take.verdict() == Verdict.NOTHING));
  }

  @Tag("slow")
  @Test
  void theScriptWritesTheSameText(@TempDir Path folder)
      throws IOException, URISyntaxException, InterruptedException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    Process numpy = new ProcessBuilder(PYTHON.toString(), "-c", "import numpy").inheritIO().start();
    assumeTrue(numpy.waitFor() == 0, "no numpy");
    Path written = folder.resolve("values");
    Process script =
        new ProcessBuilder(PYTHON.toString(), resource("takes.py").toString(), written.toString())
            .inheritIO()
            .start();
    assertTrue(script.waitFor(2, TimeUnit.MINUTES), "time");
    assertEquals(0, script.exitValue());
    assertEquals(Files.readString(resource("takes.txt")), Files.readString(written));
  }
}
