package org.keyspike.simulator.energy;

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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Counts;
import org.keyspike.simulator.FrameCounts;

class EnergyTest {
  private static final String STANDARD = standard();

  private static String standard() {
    try (InputStream in = EnergyTable.class.getResourceAsStream("28nm-lstp.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String refused(String from, String to) {
    assertTrue(STANDARD.contains(from), from);
    String text = STANDARD.replaceFirst(Pattern.quote(from), to);
    String message =
        assertThrows(InputException.class, () -> EnergyTable.parse("e.yaml", text)).getMessage();
    assertEquals(1, message.lines().count());
    return message;
  }

  @Test
  void memoriesOfTheTableCostWhatItSaysAndThoseBetweenLieBetween() {
    EnergyTable table = EnergyTable.standard();
    assertEquals(2.6, table.readPicojoules(8 * 1024), 1e-9);
    assertEquals(14.7, table.readPicojoules(128 * 1024), 1e-9);
    assertEquals(1.1, table.readPicojoules(100), 1e-9);
    assertEquals(14.7, table.readPicojoules(1 << 20), 1e-9);
    // Half way in the logarithm of the size is half way in that of the cost.
    assertEquals(Math.sqrt(2.6 * 7.0), table.readPicojoules(16 * 1024), 1e-9);
    assertEquals(2.3, table.leakageMicrowatts(32 * 1024), 1e-9);
    assertEquals(0.1, table.leakageMicrowatts(1024), 1e-9);
    assertEquals(2 * 8.5, table.leakageMicrowatts(256 * 1024), 1e-9);
  }

  @Test
  void aTableIsReadFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, STANDARD.replace("name: 28nm-lstp", "name: mine"));
    EnergyTable table = EnergyTable.read(file);
    assertEquals("mine", table.name());
    assertEquals(EnergyTable.standard().constants(), table.constants());
    assertEquals(EnergyTable.standard().sram(), table.sram());
  }

  @Test
  void aMachineThatDoesNothingLeaks() {
    Architecture machine = Architecture.preset("paper-71uw");
    EnergyModel model = new EnergyModel(EnergyTable.standard(), machine);
    Counts idle = new Counts(1, FrameCounts.NONE, 0);
    Energy energy = model.realTime(idle, 100_000);
    assertEquals(energy.idleMicrowatts(), energy.microwatts(), 1e-12);
    assertEquals(128 * 0.3775, energy.leakageMicrowatts().get("leakage of logic"), 1e-9);
    assertEquals(0.01, energy.secondsPerFrame());
    assertEquals(energy.microwatts() * 10, energy.nanojoulesPerFrame(), 1e-9);
  }

  @Test
  void everyConstantSaysWhereItIsFrom() {
    EnergyTable table = EnergyTable.standard();
    assertEquals(Kind.PUBLISHED, table.constants().accumulate().kind());
    for (Constant fitted : table.constants().fitted()) {
      assertTrue(fitted.source().contains("arXiv 2503.21337"));
    }
    for (SramPoint point : table.sram()) {
      assertEquals(Kind.CACTI, point.kind());
    }
  }

  @Test
  void whatIsWrongIsNamedInOneLine() {
    assertEquals(
        "e.yaml: line 9: constants.accumulate.valeu: no such key; the nearest is"
            + " constants.accumulate.value",
        refused("accumulate: {value: 0.05,", "accumulate: {valeu: 0.05,"));
    assertEquals(
        "e.yaml: line 9: constants.accumulate.value: found nothing, expected a number",
        refused("accumulate: {value: 0.05,", "accumulate: {"));
    assertEquals(
        "e.yaml: line 9: constants.accumulate.unit: found nJ, expected pJ",
        refused("value: 0.05, unit: pJ", "value: 0.05, unit: nJ"));
    assertEquals(
        "e.yaml: line 10: constants.multiply.value: found -0.2, expected at least 0",
        refused("value: 0.2,", "value: -0.2,"));
    assertEquals(
        "e.yaml: line 15: sram[1].kilobytes: found 1.0, expected sizes that ascend from above 0",
        refused("kilobytes: 8", "kilobytes: 1"));
    assertEquals(
        "e.yaml: line 14: sram[0].readPicojoules: found 0.0, expected a number above 0",
        refused("readPicojoules: 1.1", "readPicojoules: 0"));
    assertEquals(
        "e.yaml: line 11: constants.controlPerLaneCycle.kind: found 'guessed', expected one of"
            + " published, cacti, fitted",
        refused("kind: fitted", "kind: guessed"));
    assertEquals("e.yaml: name: found nothing, expected a text", refused("name: 28nm-lstp", ""));
  }

  @Test
  void damagedTextIsRefusedInOneLineOrStillATable() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder(STANDARD);
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(9, 127));
      text.setLength(random.nextInt(3) == 0 ? random.nextInt(text.length()) : text.length());
      try {
        EnergyTable.parse("e.yaml", text.toString());
      } catch (InputException expected) {
        assertEquals(1, expected.getMessage().lines().count());
      }
    }
  }
}
