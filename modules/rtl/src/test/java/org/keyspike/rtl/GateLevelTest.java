package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.TinyImage;

/**
 * The gates that Yosys makes of a small machine, in the same test bench. Takes most of a minute and
 * is run where the system property {@code keyspike.rtl.gates} is true.
 */
@Tag("slow")
class GateLevelTest {
  private static final int FRAMES = 12;

  @TempDir Path folder;

  @Test
  void theGatesAreTheSimulators() throws Exception {
    assumeTrue(
        Boolean.getBoolean("keyspike.rtl.gates"), "-Dkeyspike.rtl.gates=true runs gates, slowly");
    assumeTrue(Tools.available("iverilog", "-V"), "Icarus Verilog is not installed");
    assumeTrue(Tools.available("yosys", "-V"), "Yosys (Debian: yosys) is not installed");
    WeightImage image = TinyImage.frameWise(4, Packing.DENSE);
    Architecture machine = FittedMachine.like(Architecture.preset("tiny").scaledTo(4), image);
    byte[] clip = RandomModels.features(image.model(), FRAMES, 1);
    VerilogExport.write("image", image, machine, List.of(clip), folder);
    List<String> units = VerilogExport.UNITS.stream().filter(u -> !u.equals("comparer.v")).toList();
    String script =
        "read_verilog keyspike.v "
            + String.join(" ", units)
            + "\nsynth -flatten -top keyspike\nselect -assert-none t:$_DLATCH*\n"
            + "write_verilog -noattr gates\n";
    Files.writeString(folder.resolve("synthesis.ys"), script);
    // Fails at a latch: quiet, Yosys does not say that it infers one.
    Tools.run(folder, List.of("yosys", "-q", "synthesis.ys"));
    Tools.run(
        folder,
        List.of(
            "iverilog", "-g2005", "-o", "bench", "keyspike_testbench.v", "comparer.v", "gates"));
    List<String> result = Tools.run(folder, List.of("vvp", "-n", "bench"));
    assertEquals(1, result.size(), result::toString);
    assertTrue(result.get(0).startsWith("PASS keyspike: 1 clips, 12 frames, "), result.get(0));
  }
}
