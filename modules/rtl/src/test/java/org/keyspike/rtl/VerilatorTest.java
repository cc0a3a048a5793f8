package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.hardware.WeightImage;

/**
 * Verilator as a second simulator: all frames of all clips of the compared networks. It compiles a
 * machine of 128 lanes for most of a minute, and is run where the system property {@code
 * keyspike.rtl.verilator} is true.
 */
@Tag("slow")
class VerilatorTest {
  private static final int FRAMES = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void theVerilogIsTheSimulator(ComparedNetwork network) throws Exception {
    assumeTrue(
        Boolean.getBoolean("keyspike.rtl.verilator"),
        "-Dkeyspike.rtl.verilator=true simulates with Verilator, which compiles slowly");
    assumeTrue(Tools.available("verilator", "--version"), "Verilator is not installed");
    WeightImage image = network.image();
    List<byte[]> clips = network.clips(image, FRAMES);
    VerilogExport.write("image", image, network.machine(image), clips, folder);
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
    List<String> said = new ArrayList<>(Tools.run(folder, List.of("obj_dir/Vkeyspike_testbench")));
    if (said.get(0).startsWith("FAIL") && Tools.available("iverilog", "-V")) {
      List<String> files = new ArrayList<>(VerilogExport.UNITS);
      files.addAll(List.of("keyspike.v", "keyspike_testbench.v"));
      said.add(Waveform.leave(folder, files, said).toString());
    }
    assertEquals(1, said.size(), said::toString);
    String compared = "PASS keyspike: " + clips.size() + " clips, " + 100 * clips.size();
    assertTrue(said.get(0).startsWith(compared + " frames, "), said::toString);
  }
}
