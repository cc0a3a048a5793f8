package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.LimitsNetwork;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;

/** What Verilator says of the units, of every preset: nothing. */
@Tag("slow")
class LintTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"reference", "tiny"})
  void verilatorHasNothingToSay(String preset) throws Exception {
    assumeTrue(
        Tools.available("verilator", "--version"),
        "Verilator (Debian: verilator) is not installed, so the Verilog is not linted");
    Architecture architecture = Architecture.preset(preset);
    WeightImage image =
        LimitsNetwork.of(new Arithmetic(2, 4, 14, architecture.lanes()), Packing.COMPRESSED);
    byte[] frame = new byte[image.features().bands()];
    List<Path> files = VerilogExport.write("image", image, architecture, List.of(frame), folder);
    assertEquals(VerilogExport.UNITS.size() + 9, files.size());
    List<String> said =
        Tools.run(
            folder,
            List.of(
                "verilator",
                "--lint-only",
                "-Wall",
                "-y",
                ".",
                "--top-module",
                VerilogExport.NAME,
                "keyspike.v"));
    assertEquals(List.of(), said);
  }
}
