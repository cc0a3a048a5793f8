package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.machine.Machine;

/**
 * Random networks on random machines: every encoder spike, potential, output, adaptation, hidden
 * value and logit, and the cycles of every frame. How many, and which, are said by the system
 * properties {@code keyspike.rtl.networks} and {@code keyspike.rtl.seed}.
 */
@Tag("slow")
class RandomMachinesTest {
  private static final int FRAMES = 3;

  /** More in one run of Icarus take longer to elaborate than to simulate. */
  private static final int AT_ONCE = 25;

  /** Of all frames of a network. */
  private static final long MOST_CYCLES = 4_000;

  @TempDir Path folder;

  @Test
  void networksOfEveryKindOnMachinesOfEveryKindAreTheSimulators() throws Exception {
    int networks = Integer.getInteger("keyspike.rtl.networks", 10);
    long seed = Long.getLong("keyspike.rtl.seed", new SplittableRandom().nextLong(1L << 31));
    for (int from = 0; from < networks; from += AT_ONCE) {
      Icarus icarus = new Icarus(folder.resolve("run" + from));
      int count = Math.min(AT_ONCE, networks - from);
      String seeds = "-Dkeyspike.rtl.seed=" + seed;
      for (int added = 0; added < count; seed++) {
        added += add(icarus, seed) ? 1 : 0;
      }
      List<String> said = icarus.run();
      assertEquals(
          List.of(), said.stream().filter(line -> !line.startsWith("PASS ")).toList(), seeds);
      assertEquals(count, said.size(), seeds);
    }
  }

  /** Adds a machine, unless it takes long. */
  private static boolean add(Icarus icarus, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerModel model = RandomModels.everyKind(seed);
    Architecture any = Machines.random(random);
    Architecture architecture =
        new Architecture(
            any.name(),
            random.nextInt(6, 20),
            any.clockHz(),
            random.nextInt(4, 65),
            any.mechanisms(),
            any.memories());
    Packing packing = random.nextBoolean() ? Packing.DENSE : Packing.COMPRESSED;
    WeightImage image = Machines.image(model, architecture.lanes(), packing);
    byte[] features = RandomModels.features(model, FRAMES, seed + 1);
    if (new Machine(image, architecture).run(features).counts().total().totalCycles()
        > MOST_CYCLES) {
      return false;
    }
    icarus.add("m" + seed, Machines.pruned(image, random), architecture, List.of(features));
    return true;
  }
}
