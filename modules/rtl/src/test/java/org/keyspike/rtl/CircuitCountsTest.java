package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.FrameCounts;

/**
 * Every access of a clip, every addition and every update in the waveform of the Verilog, against
 * the simulator's counts, frame by frame. How many frames of the published network is said by the
 * system property {@code keyspike.rtl.frames}.
 */
@Tag("slow")
class CircuitCountsTest {
  private static final int SMALL_FRAMES = 10;
  private static final int FRAMES = Integer.getInteger("keyspike.rtl.frames", 3);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"ADAPTIVE", "TWO_STEPS", "FRAME_WISE", "DIRECT", "TINY"})
  void theCircuitDoesWhatTheSimulatorCounts(ComparedNetwork network) throws Exception {
    Icarus icarus = new Icarus(folder);
    WeightImage image = network.image();
    int frames = network == ComparedNetwork.TINY ? FRAMES : SMALL_FRAMES;
    byte[] clip = network.clips(image, frames).get(0);
    icarus.add("counted", image, network.machine(image), List.of(clip));
    icarus.write("counted_dump.v", CircuitCounts.dump("counted", "counted.vcd"));
    List<String> said = icarus.run();
    assertTrue(said.stream().anyMatch(line -> line.startsWith("PASS counted")), said::toString);

    VerilogMachine machine = new VerilogMachine(image, network.machine(image));
    List<Map<String, Long>> circuit =
        CircuitCounts.of(machine, "counted", folder.resolve("counted.vcd"));
    List<FrameCounts> simulated = machine.machine().run(machine.features(clip)).frames();
    assertEquals(frames, circuit.size());
    for (int frame = 0; frame < frames; frame++) {
      Map<String, Long> expected = CircuitCounts.of(simulated.get(frame));
      assertEquals(expected, circuit.get(frame), "frame " + frame);
    }
    assertTrue(circuit.get(0).get("reads of weight") > 0, circuit::toString);
  }
}
