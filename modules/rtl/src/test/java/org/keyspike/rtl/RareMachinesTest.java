package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.LimitsNetwork;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
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
    add(icarus, "unshifted", TinyImage.keyword(4, 2), Machines.roomy(4, 8), 2);
    // A reset forgets the spikes of the clip before.
    add(icarus, "reset", TinyImage.frameWise(4, Packing.DENSE), Machines.roomy(4, 8), 6);
    // One port, latency 0: what an operation fetches and writes back, it moves one by one; the
    // spikes of two kinds of 4 bands fill a word.
    WeightImage limits = LimitsNetwork.of(new Arithmetic(1, 4, 16, 8), Packing.DENSE);
    add(icarus, "ports", limits, onePort(), 2);
    // One lane, whose groups are as many as there are neurons.
    Architecture chip = Architecture.preset("ice40up5k");
    add(icarus, "lane", TinyImage.frameWise(1, Packing.DENSE), chip, 3);
    List<String> said = icarus.run();
    assertEquals(4, said.size(), said::toString);
    assertEquals(List.of(), said.stream().filter(line -> !line.startsWith("PASS ")).toList());
  }

  /** Adds a machine with two clips. */
  private static void add(
      Icarus icarus, String name, WeightImage image, Architecture machine, int frames)
      throws Exception {
    byte[] clip = RandomModels.features(image.model(), frames, 1);
    byte[] next = RandomModels.features(image.model(), frames, 2);
    icarus.add(name, image, FittedMachine.like(machine, image), List.of(clip, next));
  }

  private static Architecture onePort() {
    Architecture roomy = Machines.roomy(8, 8);
    Map<Memory, MemoryShape> memories = new EnumMap<>(Memory.class);
    roomy
        .memories()
        .forEach(
            (memory, shape) ->
                memories.put(memory, new MemoryShape(shape.widthBits(), shape.depth(), 1, 0)));
    return new Architecture(
        "ports", 8, roomy.clockHz(), roomy.spikeWordBits(), roomy.mechanisms(), memories);
  }
}
