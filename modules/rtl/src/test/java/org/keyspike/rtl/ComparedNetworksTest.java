package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.simulator.machine.Machine;

/**
 * Some frames of every clip of the seven networks. {@link VerilatorTest} has all frames of them.
 */
@Tag("slow")
class ComparedNetworksTest {
  /** Of a clip, on machines of 16 lanes; of 128 lanes one, as Icarus takes its time with them. */
  private static final int FRAMES = 2;

  /** The spotter is as large as others, and has all its frames in {@link VerilatorTest}. */
  private static final Set<ComparedNetwork> SEVEN =
      EnumSet.complementOf(EnumSet.of(ComparedNetwork.SPOTTER));

  @TempDir Path folder;

  private static int frames(WeightImage image) {
    return image.lanes() > 16 ? 1 : FRAMES;
  }

  @Test
  void theVerilogIsTheSimulator() throws Exception {
    Icarus icarus = new Icarus(folder);
    for (ComparedNetwork network : SEVEN) {
      WeightImage image = network.image();
      icarus.add(network.key(), image, network.machine(image), network.clips(image, frames(image)));
    }
    List<String> said = icarus.run();
    assertEquals(SEVEN.size(), said.size(), said::toString);
    assertTrue(
        said.stream().allMatch(line -> line.matches("PASS \\w+: \\d\\d clips, .*")),
        said::toString);
  }

  /** What the Verilog is compared with is what known answers hold. */
  @ParameterizedTest
  @EnumSource
  void theSimulatorSaysTheKnownAnswers(ComparedNetwork network) throws Exception {
    WeightImage image = network.image();
    List<byte[]> clips = network.clips(image, 100).subList(0, 3);
    Machine machine = new Machine(image, network.machine(image));
    KnownAnswers answers = KnownAnswers.of(image, clips);
    for (int clip = 0; clip < clips.size(); clip++) {
      Trace known = answers.clips().get(clip).trace();
      Trace simulated = machine.run(clips.get(clip)).trace();
      TraceAgreement agreement = TraceAgreement.of(clip, known, simulated);
      assertTrue(agreement.identical(), agreement::toString);
      for (byte[] layer : known.spikes()) {
        int spikes = 0;
        for (byte spike : layer) {
          spikes += spike;
        }
        assertTrue(spikes > 0, "a layer is silent in clip " + clip);
      }
    }
  }
}
