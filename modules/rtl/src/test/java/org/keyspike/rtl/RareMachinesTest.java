package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.machine.FittedMachine;
import org.keyspike.simulator.machine.TinyImage;

/** What random machines and the published ones do not reach. */
@Tag("slow")
class RareMachinesTest {
  @TempDir Path folder;

  @Test
  void theyAreTheSimulators() throws Exception {
    Icarus icarus = new Icarus(folder);
    // Of hidden units that are not shifted, nothing is rounded.
    add(icarus, "unshifted", TinyImage.keyword(4, 2), 2);
    // A reset forgets the clip before: spikes and potentials, and that it was decided on.
    add(icarus, "reset", TinyImage.frameWise(4, Packing.DENSE), 6);
    List<String> said = icarus.run();
    assertEquals(2, said.size(), said::toString);
    assertEquals(List.of(), said.stream().filter(line -> !line.startsWith("PASS ")).toList());
  }

  /** Adds a machine with two clips. */
  private static void add(Icarus icarus, String name, WeightImage image, int frames)
      throws Exception {
    byte[] clip = RandomModels.features(image.model(), frames, 1);
    byte[] next = RandomModels.features(image.model(), frames, 2);
    icarus.add(name, image, FittedMachine.like(Machines.roomy(4, 8), image), List.of(clip, next));
  }
}
