package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;

/**
 * The tables of the page on area, measured anew: those of the presets that the system property
 * {@code keyspike.rtl.area} names, divided by commas. Takes a minute for 16 lanes and many for 128.
 */
@Tag("slow")
class AreaTableTest {
  private static final Path PAGE = Path.of("../../docs/hardware/area.md");
  private static final Path TINY = Path.of("../../models/gsc-mini/tiny/image.kswi");

  @Test
  void thePageHasWhatYosysCounts() throws Exception {
    String presets = System.getProperty("keyspike.rtl.area", "");
    assumeTrue(!presets.isEmpty(), "-Dkeyspike.rtl.area=tiny,fpga measures these presets, slowly");
    assumeTrue(CircuitArea.installed().isPresent(), "Yosys (Debian: yosys) is not installed");
    String page = Files.readString(PAGE);
    List<String> missing = new ArrayList<>();
    for (String preset : presets.split(",")) {
      Architecture machine = Architecture.preset(preset);
      WeightImage image = ImageReader.read(TINY).repacked(machine.lanes(), Packing.DENSE);
      String table = table(preset, CircuitArea.measure(TINY, image, machine));
      if (!page.contains(table)) {
        missing.add(table);
      }
    }
    assertTrue(missing.isEmpty(), () -> PAGE + " lacks:\n" + String.join("\n", missing));
  }

  /** As it stands on the page: units from the largest to the smallest, then all together. */
  private static String table(String preset, CircuitArea area) {
    StringBuilder table = new StringBuilder();
    table.append("| `").append(preset).append("` | gates | flip-flops |\n|---|---|---|\n");
    for (UnitArea unit : area.units()) {
      row(table, "`" + unit.unit() + "`", unit.gates(), unit.flipFlops());
    }
    row(
        table,
        "all, and " + number(area.memoryBits()) + " bits of memories",
        area.gates(),
        area.flipFlops());
    return table.toString();
  }

  private static void row(StringBuilder table, String what, long gates, long flipFlops) {
    table.append("| ").append(what).append(" | ").append(number(gates)).append(" | ");
    table.append(number(flipFlops)).append(" |\n");
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
