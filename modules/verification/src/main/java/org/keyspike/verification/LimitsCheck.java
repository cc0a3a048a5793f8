package org.keyspike.verification;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.LimitsFiles;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.FittedMachine;

/**
 * The check of integer network and machine by the network at the limits that goes beside an image.
 */
public final class LimitsCheck {
  private LimitsCheck() {}

  /**
   * Runs both.
   *
   * @param machine whose mechanisms and lanes are used; a memory that is too small for the network
   *     is as large as the reference machine's, or as the network needs
   * @throws InputException if a file is damaged, or the answers are of another image
   */
  public static KnownAgreement of(LimitsFiles files, Architecture machine) throws IOException {
    WeightImage limits = ImageReader.read(files.image());
    return new TestBench(limits, roomy(machine, limits), Optional.empty())
        .known(files.answersOf(limits));
  }

  private static Architecture roomy(Architecture machine, WeightImage limits) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(machine.memories());
    Architecture.reference()
        .scaledTo(machine.lanes())
        .memories()
        .forEach((memory, room) -> memories.merge(memory, room, LimitsCheck::larger));
    // Rings of delays in narrow spike words are deeper than any of that.
    FittedMachine.like(machine, limits)
        .memories()
        .forEach((memory, room) -> memories.merge(memory, room, LimitsCheck::larger));
    return new Architecture(
        machine.name(),
        machine.lanes(),
        machine.clockHz(),
        machine.spikeWordBits(),
        machine.mechanisms(),
        memories);
  }

  private static MemoryShape larger(MemoryShape one, MemoryShape other) {
    return new MemoryShape(
        Math.max(one.widthBits(), other.widthBits()),
        Math.max(one.depth(), other.depth()),
        one.ports(),
        one.latency());
  }
}
