package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.RandomModels;
import org.keyspike.simulator.Architecture;

/** The published network and the network at the limits beside it, on the reference machine. */
@Tag("slow")
class PublishedMachineTest {
  private static final Path TINY = Path.of("../../models/gsc-mini/tiny");

  /** Of the clip of the network at the limits: potentials saturate from the second frame on. */
  private static final int LIMITS_FRAMES = Integer.getInteger("keyspike.rtl.frames", 8);

  private static final int FRAMES = Integer.getInteger("keyspike.rtl.frames", 10);

  @TempDir Path folder;

  @Test
  void theReferenceMachineIsTheSimulators() throws Exception {
    Icarus icarus = new Icarus(folder);
    WeightImage tiny = ImageReader.read(TINY.resolve("image.kswi"));
    byte[] walk = RandomModels.features(tiny.model(), FRAMES, 1);
    icarus.add("tiny", tiny, Architecture.reference(), List.of(walk));
    WeightImage limits = ImageReader.read(TINY.resolve("limits.kswi"));
    byte[] clip =
        KnownAnswersReader.read(TINY.resolve("limits.kska"), limits).clips().get(0).features();
    byte[] start = Arrays.copyOf(clip, LIMITS_FRAMES * limits.features().bands());
    icarus.add("limits", limits, Architecture.reference(), List.of(start));
    List<String> said = icarus.run();
    assertEquals(2, said.size(), said::toString);
    assertEquals(List.of(), said.stream().filter(line -> !line.startsWith("PASS ")).toList());
  }
}
