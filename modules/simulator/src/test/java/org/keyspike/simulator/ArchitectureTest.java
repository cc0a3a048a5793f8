package org.keyspike.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.io.InputException;

class ArchitectureTest {
  private static final String REFERENCE = reference();

  private static String reference() {
    try (InputStream in = Architecture.class.getResourceAsStream("reference.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String refused(String from, String to) {
    assertTrue(REFERENCE.contains(from));
    return assertThrows(
            InputException.class,
            () -> ArchitectureFile.parse(REFERENCE.replace(from, to), "arch.yaml"))
        .getMessage();
  }

  @Example
  void theReferenceHasAThousandCyclesAFrame() throws IOException {
    Architecture reference = Architecture.reference();
    assertEquals(128, reference.lanes());
    assertEquals(1000, reference.cyclesPerFrame());
    assertEquals(new MemoryShape(2048, 64, 4, 0), reference.memories().get(Memory.MEMBRANE));
    Path file = Files.createTempFile("arch", ".yaml");
    try {
      Files.writeString(file, REFERENCE);
      assertEquals(reference, Architecture.read(file));
    } finally {
      Files.delete(file);
    }
  }

  @Example
  void whatIsWrongIsNamedWithItsPlace() {
    assertEquals(
        "arch.yaml: line 5: lane: no such key; the nearest is lanes",
        refused("lanes: 128", "lane: 128"));
    assertEquals(
        "arch.yaml: line 19: memories.wieght: no such key; the nearest is memories.weight",
        refused("weight:", "wieght:"));
    assertEquals(
        "arch.yaml: line 22: memories.sum.depht: no such key; the nearest is memories.sum.depth",
        refused("depth: 16,", "depht: 16,"));
    assertEquals(
        "arch.yaml: clockHz: found nothing, expected an integer", refused("clockHz: 100000", ""));
    assertEquals(
        "arch.yaml: line 5: lanes: found 0, expected a whole number from 1 to 1024",
        refused("lanes: 128", "lanes: 0"));
    assertEquals(
        "arch.yaml: line 5: lanes: found 'many', expected an integer",
        refused("lanes: 128", "lanes: many"));
    assertEquals(
        "arch.yaml: line 6: lanes: found twice (first in line 5), expected once",
        refused("lanes: 128", "lanes: 128\nlanes: 64"));
    assertEquals(
        "arch.yaml: line 22: memories.sum: found 3, expected the keys depth, latency, ports,"
            + " widthBits",
        refused("{widthBits: 4096, depth: 16, ports: 2, latency: 0}", "3"));
    assertEquals(
        "arch.yaml: line 16: memories.sum: found nothing, expected a memory",
        refused("  sum: {widthBits: 4096, depth: 16, ports: 2, latency: 0}", ""));
    assertEquals(
        "arch.yaml: line 22: memories.sum.ports: found 0, expected a whole number from 1 to 16",
        refused("16, ports: 2", "16, ports: 0"));
    assertEquals(
        "arch.yaml: line 10: mechanisms.zeroGating: found 1, expected true or false",
        refused("zeroGating: true", "zeroGating: 1"));
    assertEquals(
        "arch.yaml: line 8: mechanisms.zeroGating: found nothing, expected true or false",
        refused("zeroGating: true", ""));
    assertEquals(
        "arch.yaml: line 10: mechanisms.zeroGatin: no such key; the nearest is"
            + " mechanisms.zeroGating",
        refused("zeroGating: true", "zeroGatin: true"));
    assertEquals(
        "arch.yaml: line 18: memories.spike.widthBits: found 32, expected at least spikeWordBits,"
            + " 64, as the zero-skip unit reads so many spikes in one access",
        refused("spike: {widthBits: 64", "spike: {widthBits: 32"));
  }

  @Example
  void everyPresetIsADescriptionOfItsName() {
    for (String name : Architecture.PRESETS) {
      assertEquals(name, Architecture.preset(name).name());
    }
    assertEquals(1000, Architecture.preset("paper-71uw").cyclesPerFrame());
  }

  @Example
  void aMechanismCanBeTakenOut() {
    Architecture reference = Architecture.reference();
    Architecture without = reference.without(Mechanism.BROADCAST);
    assertTrue(reference.has(Mechanism.BROADCAST));
    assertEquals(reference.mechanisms().size() - 1, without.mechanisms().size());
    assertEquals(without, without.without(Mechanism.BROADCAST));
  }

  @Property(tries = 300)
  void damagedTextIsRefusedInOneLineOrStillADescription(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(REFERENCE);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(9, 127));
    }
    text.setLength(random.nextInt(4) == 0 ? random.nextInt(text.length()) : text.length());
    try {
      ArchitectureFile.parse(text.toString(), "arch.yaml");
    } catch (InputException expected) {
      assertTrue(expected.getMessage().startsWith("arch.yaml: "), expected.getMessage());
      assertEquals(1, expected.getMessage().lines().count());
    }
  }
}
