package org.keyspike.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.InputException;

/**
 * A machine, as {@code arch.yaml} describes it.
 *
 * @param name what it is called
 * @param lanes neurons that are computed side by side, 1 to 1024
 * @param clockHz cycles a second, at least 100
 * @param spikeWordBits spikes that the zero-skip unit looks at together, 1 to 64
 * @param mechanisms what it has to save work
 * @param memories every memory
 */
public record Architecture(
    String name,
    int lanes,
    long clockHz,
    int spikeWordBits,
    Set<Mechanism> mechanisms,
    Map<Memory, MemoryShape> memories) {

  /** The machines that come along, the reference machine first. */
  public static final List<String> PRESETS = Presets.NAMES;

  public Architecture {
    Set<Mechanism> copy = EnumSet.noneOf(Mechanism.class);
    copy.addAll(mechanisms);
    mechanisms = Collections.unmodifiableSet(copy);
    memories = Collections.unmodifiableMap(new EnumMap<>(memories));
  }

  /** The cycles that a frame may take in real time. */
  public long cyclesPerFrame() {
    return clockHz / FrontEndSettings.FRAME_RATE;
  }

  /** The bytes of all its memories together; a last byte may be used in part. */
  public long memoryBytes() {
    long bits = 0;
    for (MemoryShape shape : memories.values()) {
      bits += (long) shape.widthBits() * shape.depth();
    }
    return (bits + 7) / 8;
  }

  /** Whether it has a mechanism. */
  public boolean has(Mechanism mechanism) {
    return mechanisms.contains(mechanism);
  }

  /** The same machine without a mechanism. */
  public Architecture without(Mechanism mechanism) {
    Set<Mechanism> rest = EnumSet.noneOf(Mechanism.class);
    rest.addAll(mechanisms);
    rest.remove(mechanism);
    return new Architecture(name, lanes, clockHz, spikeWordBits, rest, memories);
  }

  /** The same machine with a mechanism. */
  public Architecture with(Mechanism mechanism) {
    Set<Mechanism> more = EnumSet.of(mechanism);
    more.addAll(mechanisms);
    return new Architecture(name, lanes, clockHz, spikeWordBits, more, memories);
  }

  /**
   * The machine with other lanes: what lanes share a word of becomes wider or narrower, and
   * shallower or deeper, so that every memory keeps its size.
   */
  public Architecture scaledTo(int lanes) {
    Map<Memory, MemoryShape> scaled = new EnumMap<>(memories);
    for (Map.Entry<Memory, MemoryShape> entry : memories.entrySet()) {
      MemoryShape shape = entry.getValue();
      if (entry.getKey() != Memory.SPIKE) {
        scaled.put(
            entry.getKey(),
            new MemoryShape(
                scale(shape.widthBits(), lanes, this.lanes),
                scale(shape.depth(), this.lanes, lanes),
                shape.ports(),
                shape.latency()));
      }
    }
    return new Architecture(name, lanes, clockHz, spikeWordBits, mechanisms, scaled);
  }

  private static int scale(int size, int times, int by) {
    return (int) (((long) size * times + by - 1) / by);
  }

  /** The same machine at another clock. */
  public Architecture withClock(long hertz) {
    return new Architecture(name, lanes, hertz, spikeWordBits, mechanisms, memories);
  }

  /** The reference machine: 128 lanes, 100 kHz, room for any network of the recipes. */
  public static Architecture reference() {
    return preset(PRESETS.get(0));
  }

  /**
   * One of the machines that come along.
   *
   * @param name one of {@link #PRESETS}
   */
  public static Architecture preset(String name) {
    return Presets.of(name);
  }

  /**
   * Reads a description.
   *
   * @throws InputException if a key is unknown, missing or out of range, or two of them contradict
   *     each other
   */
  public static Architecture read(Path file) throws IOException {
    return ArchitectureFile.read(file).machine();
  }
}
