package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;

/**
 * Verilator as a second simulator: whole clips of the published networks on the reference machine.
 * It compiles each for most of a minute, and is run where the system property {@code
 * keyspike.rtl.verilator} is true.
 */
@Tag("slow")
class VerilatorTest {
  private static final int FRAMES = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "compressed", "spotter"})
  void theReferenceMachineIsTheSimulators(String model) throws Exception {
    assumeTrue(
        Boolean.getBoolean("keyspike.rtl.verilator"),
        "-Dkeyspike.rtl.verilator=true simulates with Verilator, which compiles slowly");
    assumeTrue(Tools.available("verilator", "--version"), "Verilator is not installed");
    WeightImage image =
        ImageReader.read(Path.of("../../models/gsc-mini").resolve(model).resolve("image.kswi"));
    byte[] clip = RandomModels.features(image.model(), FRAMES, 1);
    VerilogExport.write("image", image, Architecture.reference(), List.of(clip), folder);
    Tools.run(
        folder,
        List.of(
            "verilator",
            "--binary",
            "-Wno-fatal",
            "--top-module",
            "keyspike_testbench",
            "-y",
            ".",
            "keyspike_testbench.v"));
    List<String> said = Tools.run(folder, List.of("obj_dir/Vkeyspike_testbench"));
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.get(0).startsWith("PASS keyspike: 1 clips, 100 frames, "), said::toString);
  }
}
